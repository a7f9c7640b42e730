namespace Research.Framework.Plots;

/// <summary>A picture at its place in an image, in LR pixels.</summary>
public sealed record PlacedPicture(byte[] Png, double X, double Y, double Width, double Height);
