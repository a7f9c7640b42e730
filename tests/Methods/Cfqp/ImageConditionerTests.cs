using Research.Framework.Data;
using Research.Framework.Quantization;
using Research.Methods.Cfqp;

namespace Research.Tests.Methods.Cfqp;

/// <summary>Against networks that are a formula.</summary>
[Trait("tier", "unit")]
public sealed class ImageConditionerTests
{
    [Fact]
    public void AnImageThatOvershoots_IsTamedInOneRound_WhereTheNetworkIsEquivariant()
    {
        // Output = 1.2 (x - 128) + 128 of an image with levels 10..240: [-13.6, 262.4].
        var tamed = new ImageConditioner(image => Scaled(image, 1.2, 128), new CfqpOptions()).Condition("a", Image(10, 240));
        Assert.Equal(-13.6, tamed.Before.Low, 1e-9);
        Assert.Equal(262.4, tamed.Before.High, 1e-9);
        Assert.True(tamed.Converged);
        Assert.InRange(tamed.After.Low, -0.5, 0.5);
        Assert.InRange(tamed.After.High, 254.5, 255.5);
        Assert.All(tamed.Image.Pixels.Zip(Image(10, 240).Pixels), pair => Assert.Equal(Math.Floor((tamed.A * pair.Second) + tamed.B + 0.5), pair.First));
    }

    [Fact]
    public void TheFirstRound_TakesTheFormula()
    {
        var tamed = new ImageConditioner(image => Scaled(image, 1.2, 128), new CfqpOptions { Rounds = 1 }).Condition("a", Image(10, 240));
        Assert.Equal(255 / 276.0, tamed.A, 1e-12);
        Assert.Equal(13.6 * 255 / 276.0, tamed.B, 1e-9);
        Assert.Equal(1, tamed.Rounds);
    }

    [Fact]
    public void AnImageThatFits_StaysAsItIs()
    {
        var image = Image(0, 255);
        var tamed = new ImageConditioner(x => Scaled(x, 1, 0), new CfqpOptions()).Condition("a", image);
        Assert.Same(image, tamed.Image);
        Assert.Equal((1, 0, 0, true), (tamed.A, tamed.B, tamed.Rounds, tamed.Converged));
    }

    [Fact]
    public void WhatCannotBeTamed_KeepsItsBestState()
    {
        var calls = 0;
        var tamed = new ImageConditioner(_ => new ValueRange(-10, 240 + (10 * Math.Sin(calls++))), new CfqpOptions { Rounds = 20 }).Condition("a", Image(10, 240));
        Assert.False(tamed.Converged);
        Assert.Equal(20, tamed.Rounds);
        Assert.Equal(21, calls);
        Assert.Equal(-10, tamed.After.Low);
        Assert.InRange(tamed.After.High, 240, 255);
    }

    [Fact]
    public void AnImageWithoutContrast_IsLeft() =>
        Assert.False(new ImageConditioner(_ => new ValueRange(7, 7), new CfqpOptions()).Condition("a", Image(9, 9)).Converged);

    [Fact]
    public void Attenuation_TakesTheLargestFactorBelowWhite()
    {
        var options = new CfqpOptions { Conditioning = Conditioning.Attenuate };
        var bright = new ImageConditioner(image => Scaled(image, 1.2, 0), options).Condition("a", Image(0, 240));
        Assert.Equal(0.85, bright.A, 1e-12);
        Assert.True(bright.Converged);
        var hopeless = new ImageConditioner(image => Scaled(image, 3, 0), options).Condition("a", Image(0, 250));
        Assert.Equal((0.5, false), (Math.Round(hopeless.A, 9), hopeless.Converged));
    }

    [Fact]
    public void Stretching_IsForDullImagesAlone()
    {
        var options = new CfqpOptions { Conditioning = Conditioning.Stretch };
        var dull = new ImageConditioner(image => Scaled(image, 1, 0), options).Condition("a", Image(0, 200));
        Assert.Equal(255, dull.After.High, 0.5);
        Assert.True(dull.A > 1);
        Assert.Equal(1, new ImageConditioner(image => Scaled(image, 1.2, 0), options).Condition("a", Image(0, 250)).A);
    }

    [Fact]
    public void Selection_AddsWhatWidensTheWorstTensorMost()
    {
        IReadOnlyDictionary<string, ValueRange> Ranges(double a, double b) => new Dictionary<string, ValueRange>(StringComparer.Ordinal) { ["a"] = new(0, a), ["b"] = new(-b, 0) };
        var images = new[] { Ranges(10, 1), Ranges(5, 5), Ranges(1, 10), Ranges(9, 9) };
        Assert.Equal([3, 0, 2], CoverageSelection.Select(images, ["a", "b"], 4, 0.98));
        Assert.Equal([3], CoverageSelection.Select(images, ["a", "b"], 4, 0.9));
        Assert.Equal([3, 0], CoverageSelection.Select(images, ["a", "b"], 2, 1));
        Assert.Equal([1, 0.9], CoverageSelection.Coverage(images, [0, 3], ["a", "b"]));
    }

    private static ValueRange Scaled(RgbImage image, double factor, double centre) =>
        new((factor * (image.Pixels.Min() - centre)) + centre, (factor * (image.Pixels.Max() - centre)) + centre);

    /// <summary>All levels from one to another.</summary>
    private static RgbImage Image(int low, int high)
    {
        var image = new RgbImage(256, 1);
        for (var i = 0; i < image.Pixels.Length; i++)
        {
            image.Pixels[i] = (byte)Math.Min(low + (i / 3), high);
        }

        return image;
    }
}
