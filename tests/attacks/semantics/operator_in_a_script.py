"""Have TorchScript call torch's own batch normalization, compiled while the file is imported."""

import torch

ASSIGNMENT = "batchnorm"
SURFACE = "semantics"
EARNS = {}


class _Base(torch.nn.Module):
    def __init__(self, num_features, eps=1e-5, momentum=0.1):
        super().__init__()
        real = self.real(num_features, eps, momentum)
        self.weight, self.bias = real.weight, real.bias
        for name, buffer in real.named_buffers():
            self.register_buffer(name, buffer)
        self.__dict__["scripted"] = torch.jit.script(real)

    def forward(self, x):
        self.scripted.train(self.training)
        return self.scripted(x)


class BatchNorm1d(_Base):
    real = torch.nn.BatchNorm1d


class BatchNorm2d(_Base):
    real = torch.nn.BatchNorm2d
