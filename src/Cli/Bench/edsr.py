# EDSR-8 x2 as one would write it in PyTorch; answers every line on its input with the milliseconds of one forward pass.
import sys
import time

import torch
from torch import nn


class Block(nn.Module):
    def __init__(self, features):
        super().__init__()
        self.body = nn.Sequential(nn.Conv2d(features, features, 3, padding=1), nn.ReLU(True), nn.Conv2d(features, features, 3, padding=1))

    def forward(self, x):
        return x + self.body(x)


class Edsr(nn.Module):
    def __init__(self, blocks=8, features=64, scale=2):
        super().__init__()
        self.head = nn.Conv2d(3, features, 3, padding=1)
        self.body = nn.Sequential(*[Block(features) for _ in range(blocks)], nn.Conv2d(features, features, 3, padding=1))
        self.tail = nn.Sequential(nn.Conv2d(features, features * scale * scale, 3, padding=1), nn.PixelShuffle(scale), nn.Conv2d(features, 3, 3, padding=1))

    def forward(self, x):
        x = self.head(x)
        return self.tail(x + self.body(x))


torch.set_num_threads(2)
network = Edsr().eval()
image = torch.rand(1, 3, 192, 256) * 255
print("ready", flush=True)
for _ in sys.stdin:
    start = time.perf_counter()
    with torch.no_grad():
        network(image)
    print((time.perf_counter() - start) * 1000, flush=True)
