namespace Research.Framework.Downloads;

/// <summary>What a file is by its first bytes.</summary>
public enum FileSignature
{
    Unknown,

    /// <summary>HTML or XML: a server's page in the place of the file.</summary>
    Markup,
    Zip,
    Tar,
    GZip,
    Image,

    /// <summary>PyTorch's stream form from before version 1.6; the later form is a zip.</summary>
    TorchLegacy,
    Safetensors,
}
