using Research.Methods.Dfsq;

namespace Research.Tests.Methods.Dfsq;

public sealed class DfsqContract() : QuantizationMethodContract(new DfsqMethod(), new DfsqOptions(4, 4) { Patches = 3, Crop = 12 });

public sealed class DfsqOptimumContract() : QuantizationMethodContract(
    new DfsqMethod(), new DfsqOptions(6, 8) { Patches = 2, Crop = 6, Selection = PointSelection.Optimum, Normalisation = Normalisation.Off });

public sealed class DfsqUniformContract() : QuantizationMethodContract(new DfsqMethod(), new DfsqOptions(3, 3) { Patches = 1, Crop = 24, Points = PointPlacement.Uniform });

public sealed class DfsqExhaustiveContract() : QuantizationMethodContract(
    new DfsqMethod(), new DfsqOptions(4, 3) { Patches = 2, Crop = 8, Selection = PointSelection.Exhaustive, Universe = Universe.Sq });
