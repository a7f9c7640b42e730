using Research.Framework.Execution;
using Research.Methods.Cfqp;

namespace Research.Tests.Methods.Cfqp;

/// <summary>On a network of random weights, whose output no change of grey levels tames.</summary>
public sealed class NaiveCfqpContract() : QuantizationMethodContract(new CfqpMethod(), new CfqpOptions { Conditioning = Conditioning.None, Reading = OutputReading.Dequantized });

public sealed class ClippedCfqpContract() : QuantizationMethodContract(new CfqpMethod(), new CfqpOptions { Graph = OutputGraph.Clipped, Conditioning = Conditioning.None, PerChannel = false });

public sealed class FoldedCfqpContract() : QuantizationMethodContract(new CfqpMethod(), new CfqpOptions { Graph = OutputGraph.Folded, Conditioning = Conditioning.None, Multiplier = Multiplier.FixedPoint });

public sealed class SingleImageCfqpContract() : QuantizationMethodContract(new CfqpMethod(), new CfqpOptions { Image = 1 });
