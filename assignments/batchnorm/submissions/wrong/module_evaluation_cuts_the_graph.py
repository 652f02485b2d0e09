"""In evaluation, the whole forward pass is kept out of the graph."""

import torch

FAILS = ["batchnorm_module"]
HINT = (
    "In evaluation your output knows nothing of x any more, so no gradient gets back to it, nor to "
    "weight and bias. Only the update of the running statistics is kept out of the graph. "
    "Evaluation is a mode of the layer, not the end of differentiation: a network is fine-tuned, "
    "or asked which pixels matter, with its BatchNorm in evaluation."
)


class BatchNorm1d(BatchNorm1d):
    def forward(self, x):
        if self.training:
            return super().forward(x)
        with torch.no_grad():
            return super().forward(x)


class BatchNorm2d(BatchNorm1d):
    def forward(self, x):
        n, c, h, w = x.shape
        rows = super().forward(x.permute(0, 2, 3, 1).reshape(-1, c))
        return rows.reshape(n, h, w, c).permute(0, 3, 1, 2)
