namespace Research.Tests.Networks;

/// <summary>The full-precision weights that were at hand: what they are, and counts from their headers and from the papers' formulas.</summary>
/// <param name="Parameters">Elements without mean shift and running statistics, on the path of this scale.</param>
/// <param name="Sites">Applications of convolutions, attention not counted.</param>
internal sealed record WeightsFiles(string File, KnownNetwork Network, long Parameters, int Sites, long Macs)
{
    internal static IReadOnlyList<WeightsFiles> All { get; } =
    [
        Of("EDSR-8_x2", "edsr", """{"blocks":8,"features":64}""", 2, 779_011, 20, 782_784),
        Of("EDSR-f64b5_x2", "edsr", """{"blocks":5,"features":64,"upsampler":"direct","mean_shift":false}""", 2, 414_924, 13, 414_144),
        Of("EDSR-f32b5_x2", "edsr", """{"blocks":5,"features":32,"upsampler":"direct","mean_shift":false}""", 2, 106_092, 13, 105_696),
        Of("ResNet9-CARNbase_x4", "resnet9", "{}", 4, 962_435, 22, 1_430_208),
        Of("CARN-paper_x2", "carn", "{}", 2, 964_163, 33, 967_104),
        Of("CARN_x2", "carn", "{}", 2, 964_163, 33, 967_104),
        Of("CARN-M_x234", "carn-m", "{}", 2, 257_027, 42, 395_712),
        Of("CARN-M_x234", "carn-m", "{}", 3, 303_427, 42, 450_432),
        Of("CARN-M_x234", "carn-m", "{}", 4, 294_147, 43, 563_904),
        Of("SRResNet8-BN_x4", "srresnet", """{"blocks":8,"prelu":"channel","pixel_range":1,"bias":true}""", 4, 956_163, 21, 1_628_352),
        Of("IMDN_x2", "imdn", "{}", 2, 694_404, 34, 689_088),
        Of("IMDN_x3", "imdn", "{}", 3, 703_059, 34, 697_728),
        Of("IMDN_x4", "imdn", "{}", 4, 715_176, 34, 709_824),
        Of("IDN_x2", "idn", "{}", 2, 552_769, 31, 551_040),
        Of("IDN_x3", "idn", "{}", 3, 552_769, 31, 551_040),
        Of("IDN_x4", "idn", "{}", 4, 552_769, 31, 551_040),
        Of("ABPN_M4C28-etds_x2", "abpn", """{"layers":4,"channels":28}""", 2, 33_464, 7, 33_300),
        Of("ABPN_M4C28-etds_x3", "abpn", """{"layers":4,"channels":28}""", 3, 42_539, 7, 42_345),
        Of("ABPN_M4C28-etds_x4", "abpn", """{"layers":4,"channels":28}""", 4, 62_048, 7, 61_812),
        Of("ABPN_M6C40-etds_x2", "abpn", """{"layers":6,"channels":40}""", 2, 93_400, 9, 93_096),
        Of("ABPN_M6C40-etds_x3", "abpn", """{"layers":6,"channels":40}""", 3, 104_095, 9, 103_761),
        Of("ABPN_M6C40-etds_x4", "abpn", """{"layers":6,"channels":40}""", 4, 125_872, 9, 125_496),
        Of("ECBSR_M4C16-etds_x2", "ecbsr", """{"layers":4,"channels":16}""", 2, 11_548, 6, 11_376),
        Of("ECBSR_M4C16-etds_x3", "ecbsr", """{"layers":4,"channels":16}""", 3, 13_723, 6, 13_536),
        Of("ECBSR_M4C16-etds_x4", "ecbsr", """{"layers":4,"channels":16}""", 4, 16_768, 6, 16_560),
        Of("ECBSR_M6C40-etds_x2", "ecbsr", """{"layers":6,"channels":40}""", 2, 92_372, 8, 91_800),
        Of("ECBSR_M6C40-etds_x3", "ecbsr", """{"layers":6,"channels":40}""", 3, 97_787, 8, 97_200),
        Of("ECBSR_M6C40-etds_x4", "ecbsr", """{"layers":6,"channels":40}""", 4, 105_368, 8, 104_760),
        Of("ESPCN-etds_x2", "espcn", "{}", 2, 26_796, 3, 26_688),
        Of("ESPCN-etds_x3", "espcn", "{}", 3, 31_131, 3, 31_008),
        Of("ESPCN-etds_x4", "espcn", "{}", 4, 37_200, 3, 37_056),
        Of("FSRCNN-etds_x2", "fsrcnn", "{}", 2, 24_683, 8, 24_336),
        Of("FSRCNN-etds_x3", "fsrcnn", "{}", 3, 24_683, 8, 24_336),
        Of("FSRCNN-etds_x4", "fsrcnn", "{}", 4, 24_683, 8, 24_336),
        Of("XLSR_x3", "xlsr", "{}", 3, 21_947, 14, 21_616),
        Of("RDN-D10C3_x2", "rdn", """{"blocks":10,"convs":3,"pixel_range":1,"upsampler":"nearest"}""", 2, 2_619_635, 48, 2_617_680),
    ];

    internal static WeightsFiles Find(string file, int scale) => All.Single(entry => entry.File == file && entry.Network.Scale == scale);

    private static WeightsFiles Of(string file, string id, string parameters, int scale, long count, int sites, long macs) =>
        new(file, new KnownNetwork(id, parameters, scale), count, sites, macs);
}
