using TorchSharp;

Console.WriteLine(torch.__version__);
using var x = torch.rand(3, 4);
Console.WriteLine(x.sum().item<float>());
