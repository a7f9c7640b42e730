using Research.Framework.Methods;
using ScottPlot;

namespace Research.Framework.Plots;

/// <summary>A method's colour and marker, the same in every figure.</summary>
/// <remarks>Colours of Okabe and Ito (2008), which remain distinct under the common forms of colour blindness, and after them some of Tol's; the marker says the same again.</remarks>
public sealed record MethodStyle(Color Colour, MarkerShape Marker)
{
    private static readonly string[] Colours = ["#000000", "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#882255", "#999933", "#332288", "#8C564B"];

    private static readonly MarkerShape[] Markers =
    [
        MarkerShape.FilledDiamond, MarkerShape.FilledCircle, MarkerShape.FilledSquare, MarkerShape.FilledTriangleUp, MarkerShape.FilledTriangleDown,
    ];

    private static readonly MarkerShape[] Variants =
    [
        MarkerShape.OpenCircle, MarkerShape.OpenSquare, MarkerShape.OpenTriangleUp, MarkerShape.OpenDiamond, MarkerShape.Cross, MarkerShape.OpenTriangleDown, MarkerShape.Eks,
        MarkerShape.Asterisk, MarkerShape.HashTag,
    ];

    /// <summary>The same colour for a method with other options; single points have no line whose pattern could tell them apart.</summary>
    public MethodStyle Variant(int index) => index == 0 ? this : this with { Marker = Variants[(index - 1) % Variants.Length] };

    public static MethodStyle Of(string method, MethodCatalog methods) => At(methods.Methods.Select(known => known.Info.Id).ToList().IndexOf(method));

    /// <param name="position">Of the method in the catalog, so that a method that is added there last changes no other's.</param>
    public static MethodStyle At(int position) => new(Color.FromHex(Colours[position % Colours.Length]), Markers[position % Markers.Length]);
}
