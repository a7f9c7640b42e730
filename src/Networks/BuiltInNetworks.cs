using Research.Framework.Graph;
using Research.Networks.Abpn;
using Research.Networks.BicubicNet;
using Research.Networks.Carn;
using Research.Networks.Ecbsr;
using Research.Networks.Edsr;
using Research.Networks.Espcn;
using Research.Networks.FsrCnn;
using Research.Networks.Idn;
using Research.Networks.Imdn;
using Research.Networks.MsrResNet;
using Research.Networks.Rdn;
using Research.Networks.ResNet9;
using Research.Networks.Sesr;
using Research.Networks.SrResNet;
using Research.Networks.Xlsr;

namespace Research.Networks;

/// <summary>The networks that come with the program. A new one adds a line.</summary>
public static class BuiltInNetworks
{
    public static NetworkCatalog Create() => new NetworkCatalog()
        .Register(new EdsrArchitecture())
        .Register(new SrResNetArchitecture())
        .Register(new RdnArchitecture())
        .Register(new CarnArchitecture())
        .Register(new CarnMArchitecture())
        .Register(new IdnArchitecture())
        .Register(new IdnRgbArchitecture())
        .Register(new ImdnArchitecture())
        .Register(new ResNet9Architecture())
        .Register(new MsrResNetArchitecture())
        .Register(new AbpnArchitecture())
        .Register(new XlsrArchitecture())
        .Register(new EcbsrArchitecture())
        .Register(new SesrArchitecture())
        .Register(new EspcnArchitecture())
        .Register(new FsrCnnArchitecture())
        .Register(new BicubicNetArchitecture());
}
