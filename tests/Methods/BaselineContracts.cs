using Research.Framework.Quantization;
using Research.Methods.FullPrecision;
using Research.Methods.MinMax;
using Research.Methods.Omse;
using Research.Methods.Percentile;

namespace Research.Tests.Methods;

public sealed class FullPrecisionContract() : QuantizationMethodContract(new FullPrecisionMethod(), new FullPrecisionOptions());

public sealed class MinMaxContract() : QuantizationMethodContract(new MinMaxMethod(), new MinMaxOptions(4, 4));

public sealed class PercentileContract() : QuantizationMethodContract(new PercentileMethod(), new PercentileOptions(6, 6) { Others = 8 });

public sealed class OmseContract() : QuantizationMethodContract(new OmseMethod(), new OmseOptions(4, 4) { PerChannel = false });

public sealed class SymmetricInputsContract() : QuantizationMethodContract(new MinMaxMethod(), new MinMaxOptions(4, 4) { Quantizer = UniformGrid.Symmetric, Ema = 0.9 });

public sealed class IntervalInputsContract() : QuantizationMethodContract(new OmseMethod(), new OmseOptions(4, 3) { Quantizer = UniformGrid.Interval });

public sealed class InputsPerChannelContract() : QuantizationMethodContract(new PercentileMethod(), new PercentileOptions(4, 4) { PerChannelInputs = true, Others = 8 });
