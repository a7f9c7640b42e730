namespace Research.Tests.Networks;

/// <summary>Every form a network can take, small, with what its taps must look like.</summary>
/// <param name="Head">Channels of <c>head</c>.</param>
/// <param name="Blocks">Number of <c>block[i].output</c>.</param>
/// <param name="Residual">Channels of <c>block[i].residual</c>; 0 where there is none.</param>
/// <param name="Body">Channels of <c>body</c>.</param>
internal sealed record NetworkForm(KnownNetwork Network, int Head, int Blocks, int Residual, int Body)
{
    internal static IReadOnlyList<NetworkForm> All { get; } =
    [
        Of("edsr", """{"blocks":2,"features":8,"res_scale":0.1}""", 4, 8, 2, 8, 8),
        Of("edsr", """{"blocks":2,"features":8}""", 3, 8, 2, 8, 8),
        Of("edsr", """{"blocks":2,"features":8,"upsampler":"direct","mean_shift":false}""", 2, 8, 2, 8, 8),
        Of("srresnet", """{"blocks":2,"prelu":"single"}""", 2, 64, 2, 64, 64),
        Of("srresnet", """{"blocks":2,"prelu":"shared"}""", 4, 64, 2, 64, 64),
        Of("srresnet", """{"blocks":2,"prelu":"channel","pixel_range":1,"bias":true}""", 4, 64, 2, 64, 64),
        Of("srresnet", """{"blocks":2,"features":8,"body_bias":true}""", 2, 8, 2, 8, 8),
        Of("rdn", """{"blocks":2,"convs":2,"features":8}""", 4, 8, 2, 8, 8),
        Of("rdn", """{"blocks":2,"convs":2,"features":8,"upsampler":"nearest","pixel_range":1}""", 2, 8, 2, 8, 8),
        Of("carn", "{}", 4, 64, 9, 64, 64),
        Of("carn", """{"features":8}""", 2, 8, 9, 8, 8),
        Of("carn-m", "{}", 3, 64, 9, 64, 64),
        Of("idn", "{}", 2, 64, 4, 80, 64),
        Of("idn", "{}", 4, 64, 4, 80, 64),
        Of("idn-rgb", "{}", 3, 64, 4, 80, 64),
        Of("idn-rgb", """{"features":16,"d":4,"blocks":2}""", 2, 16, 2, 20, 16),
        Of("imdn", "{}", 3, 64, 6, 64, 64),
        Of("resnet9", "{}", 4, 64, 9, 64, 64),
        Of("msrresnet", """{"blocks":2}""", 4, 64, 2, 64, 64),
        Of("msrresnet", """{"blocks":2,"activate_shuffles":false}""", 3, 64, 2, 64, 64),
        Of("abpn", """{"layers":2,"channels":8}""", 3, 8, 2, 0, 8),
        Of("xlsr", "{}", 3, 32, 3, 0, 32),
        Of("ecbsr", """{"layers":2,"channels":8}""", 2, 8, 2, 0, 8),
        Of("ecbsr", """{"layers":2,"channels":8,"image_channels":1,"pixel_range":255}""", 4, 8, 2, 0, 8),
        Of("sesr", """{"layers":3}""", 4, 16, 3, 0, 16),
        Of("sesr", """{"layers":3,"form":"aimet","activation":"relu"}""", 4, 16, 3, 0, 16),
        Of("espcn", "{}", 3, 64, 0, 0, 32),
        Of("fsrcnn", "{}", 4, 12, 4, 0, 56),
        Of("bicubic-net", "{}", 3, 3, 2, 0, 27),
    ];

    private static NetworkForm Of(string id, string parameters, int scale, int head, int blocks, int residual, int body) =>
        new(new KnownNetwork(id, parameters, scale), head, blocks, residual, body);
}
