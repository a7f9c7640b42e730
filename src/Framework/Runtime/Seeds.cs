using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Research.Framework.Runtime;

/// <summary>
/// Seeds derived by name from one base seed: <c>new Seeds(7)["crops"]</c>. An axis (data order, crops, k-means, ...) draws
/// from its own stream, so that adding a method or a draw does not change another's.
/// </summary>
public readonly record struct Seeds(long Base)
{
    /// <summary>A non-negative 63-bit seed: the first 8 bytes of SHA-256 over base seed and name.</summary>
    public long this[string axis]
    {
        get
        {
            var text = Encoding.UTF8.GetBytes(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Base}/{axis}"));
            return BinaryPrimitives.ReadInt64LittleEndian(SHA256.HashData(text)) & long.MaxValue;
        }
    }

    /// <summary>Seeds below an axis, for example one per image.</summary>
    public Seeds Below(string axis) => new(this[axis]);

    /// <summary>A managed generator for an axis. <see cref="Random"/> with a seed keeps its sequence across .NET versions.</summary>
    public Random Random(string axis)
    {
        var seed = this[axis];
        return new Random((int)(seed ^ (seed >> 32)) & int.MaxValue);
    }
}
