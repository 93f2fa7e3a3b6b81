"""Memory layouts of PyTorch's own making, on any device; PyTorch has no negative strides. Beside the elements lies NaN, or -1."""

import torch


def beside(view_of, size_of):
    """The values in a view of a larger storage."""

    def lay(x):
        whole = torch.full(size_of(x), float("nan") if x.is_floating_point() or x.is_complex() else -1, dtype=x.dtype, device=x.device)
        return view_of(whole, x).copy_(x)

    return lay


def transposed(x):
    backwards = tuple(reversed(range(x.ndim)))
    return x.permute(backwards).contiguous().permute(backwards)


LAYOUTS = {
    "transposed": transposed,
    "sliced": beside(lambda whole, x: whole[: 2 * x.numel() : 2].view(x.shape), lambda x: (2 * x.numel() + 1,)),
    "padded": beside(
        lambda whole, x: whole[..., : x.shape[-1]] if x.ndim else whole,
        lambda x: (*x.shape[:-1], x.shape[-1] + 3) if x.ndim else (),
    ),
    "offset": beside(lambda whole, x: whole[5 : 5 + x.numel()].view(x.shape), lambda x: (x.numel() + 8,)),
    "broadcast": lambda x: x[:1].expand(x.shape) if x.numel() and x.ndim else x,
}
