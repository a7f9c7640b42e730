namespace Research.Framework.Execution;

/// <summary>How the host reads the 8-bit output of an integer network.</summary>
public enum OutputReading
{
    /// <summary>The unsigned code is the pixel, as phones show it: right only where the output's scale is one grey level and its zero point black.</summary>
    Raw,

    /// <summary>Scale and zero point are applied.</summary>
    Dequantized,
}
