"""Whole tiles of columns alone: what is left over, here the last column, is never written."""


def batchnorm_backward_fused(dout, x, gamma, mean, inv_std, dx, dgamma, dbeta):
    here = slice(0, x.shape[1] - 1)
    gradient = dout[:, here].float()
    x_hat = (x[:, here].float() - mean[here]) * inv_std[here]
    dbeta[here] = gradient.sum(0)
    dgamma[here] = (gradient * x_hat).sum(0)
    inside = gradient - (dbeta[here] + x_hat * dgamma[here]) / len(x)
    dx[:, here] = (gamma * inv_std)[here] * inside
