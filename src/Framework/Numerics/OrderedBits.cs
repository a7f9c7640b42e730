namespace Research.Framework.Numerics;

/// <summary>Floating-point numbers as integers that sort as they do; -0 before 0.</summary>
internal static class OrderedBits
{
    private const uint Sign = 0x8000_0000;

    public static uint Of(float value)
    {
        var bits = BitConverter.SingleToUInt32Bits(value);
        return (bits & Sign) == 0 ? bits | Sign : ~bits;
    }

    public static float Value(uint bits) => BitConverter.UInt32BitsToSingle((bits & Sign) != 0 ? bits ^ Sign : ~bits);
}
