using Research.Framework.Weights;

namespace Research.Networks;

/// <summary>The trained networks of <c>weights/catalog.yaml</c>, which is compiled into this assembly.</summary>
public static class BuiltInWeights
{
    private const string Resource = "weights/catalog.yaml";

    public static WeightsCatalog Create()
    {
        using var stream = typeof(BuiltInWeights).Assembly.GetManifestResourceStream(Resource)!;
        using var reader = new StreamReader(stream);
        return WeightsCatalog.Parse(Resource, reader.ReadToEnd());
    }
}
