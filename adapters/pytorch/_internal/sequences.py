"""Recurrences and attention by PyTorch."""

import torch
from torch.nn import functional as F
from torch.nn.attention import bias as masks

from .convolutions import called
from .values import Unsupported, exactly


def recurrent(kind, x, weightX, weightHidden, bias, biasHidden=None):
    """A recurrent module and its parameters; what PyTorch calls bias_hh is a second bias, and 0 where none is given."""
    hidden, biased = weightHidden.shape[-1], [one for one in (bias, biasHidden) if one is not None]
    module = kind(x.shape[-1], hidden, bias=len(biased) > 0, dtype=x.dtype, device=x.device)
    suffix = "" if isinstance(module, torch.nn.RNNCellBase) else "_l0"
    parameters = {f"weight_ih{suffix}": weightX, f"weight_hh{suffix}": weightHidden}
    for name, one in (("bias_ih", bias), ("bias_hh", biasHidden)) if biased else ():
        parameters[name + suffix] = torch.zeros_like(biased[0]) if one is None else one
    return module, parameters


def sequence_of(kind):
    def run(x, weightX, weightHidden, bias, states, biasHidden=None):
        batch_first = lambda *sizes, **more: kind(*sizes, batch_first=True, **more)
        module, parameters = recurrent(batch_first, x, weightX, weightHidden, bias, biasHidden)
        batch, hidden = x.shape[:-2], weightHidden.shape[-1]
        given = [torch.zeros(*batch, hidden, dtype=x.dtype, device=x.device) if one is None else one for one in states]
        given = tuple(one.unsqueeze(0) for one in given)
        return lambda x: called(module, parameters, x, given if len(given) > 1 else given[0])

    return run


def rnn(x, weightX, weightHidden, bias, initialHidden):
    return sequence_of(torch.nn.RNN)(x, weightX, weightHidden, bias, [initialHidden])(x)[0]


def gru(x, weightX, weightHidden, bias, biasHidden, initialHidden, reset):
    exactly("nn.GRU is documented to reset after the product", reset == "after")
    return sequence_of(torch.nn.GRU)(x, weightX, weightHidden, bias, [initialHidden], biasHidden)(x)[0]


def lstm(x, weightX, weightHidden, bias, initialHidden, initialCell):
    run = sequence_of(torch.nn.LSTM)(x, weightX, weightHidden, bias, [initialHidden, initialCell])
    # nn.LSTM gives the last cell only: the others are the last ones of shorter sequences.
    cells = [run(x[..., : t + 1, :])[1][1].squeeze(0) for t in range(x.shape[-2])]
    return run(x)[0], torch.stack(cells, dim=-2)


def lstm_cell(x, hidden, cell, weightX, weightHidden, bias):
    module, parameters = recurrent(torch.nn.LSTMCell, x, weightX, weightHidden, bias)
    return called(module, parameters, x, (hidden, cell))


def gru_cell(x, hidden, weightX, weightHidden, bias, biasHidden, reset):
    exactly("nn.GRUCell is documented to reset after the product", reset == "after")
    module, parameters = recurrent(torch.nn.GRUCell, x, weightX, weightHidden, bias, biasHidden)
    return called(module, parameters, x, hidden)


def rnn_cell(x, hidden, weightX, weightHidden, bias):
    module, parameters = recurrent(torch.nn.RNNCell, x, weightX, weightHidden, bias)
    return called(module, parameters, x, hidden)


def gru_step(x, hidden, weightX, weightHidden, bias, biasHidden, reset):
    """nn.GRU over a sequence of one step."""
    return gru(x.unsqueeze(-2), weightX, weightHidden, bias, biasHidden, hidden, reset).squeeze(-2)


def rnn_step(x, hidden, weightX, weightHidden, bias):
    return rnn(x.unsqueeze(-2), weightX, weightHidden, bias, hidden).squeeze(-2)


def bptt(x, weightX, weightHidden, bias, initialHidden, cotangent, truncation, cut):
    """nn.RNN by parts of the sequence, between which the state is detached."""
    exactly("a window is no sum of parts", cut == "segments")
    if x.requires_grad or cotangent.requires_grad:
        raise Unsupported("the gradients of gradients: see the differentials")
    given = {"x": x, "weightX": weightX, "weightHidden": weightHidden, "bias": bias, "initialHidden": initialHidden}
    size = weightHidden.shape[0]
    zeros = x.new_zeros(size)
    given = {name: (zeros if one is None else one).detach().requires_grad_() for name, one in given.items()}
    with torch.enable_grad():
        parts, state = [], given["initialHidden"]
        for part in torch.split(given["x"], truncation) if x.shape[0] else []:
            parts.append(rnn(part, given["weightX"], given["weightHidden"], given["bias"], state))
            state = parts[-1][-1].detach()
        hidden = torch.cat(parts) if parts else cotangent * sum(one.sum() for one in given.values())
        gradients = torch.autograd.grad(hidden, list(given.values()), cotangent, allow_unused=True)
    return tuple(torch.zeros_like(one) if g is None else g for one, g in zip(given.values(), gradients))


def attention(query, key, value, mask, causal):
    if causal and mask is not None:
        raise Unsupported("scaled_dot_product_attention is documented to take a mask or is_causal")
    return F.scaled_dot_product_attention(query, key, value, attn_mask=mask, is_causal=causal)


def with_four_axes(call):
    """A call that is documented for a batch and heads before the two axes of each: they are put there, or several are one."""

    def batched(one):
        return None if one is None else one[(None,) * (4 - one.ndim)] if one.ndim < 4 else one.flatten(0, -4)

    def run(query, key, value, *others, **given):
        results = call(*(batched(one) for one in (query, key, value)), *others, **given)
        several = results if isinstance(results, tuple) else (results,)
        shaped = tuple(one.reshape(*query.shape[:-2], *one.shape[2:]) for one in several)
        return shaped if isinstance(results, tuple) else shaped[0]

    return run


def attention_weights(query, key, mask, causal):
    """What multi_head_attention_forward gives beside the output: one head whose projections are identities."""
    d = query.shape[-1]
    if not 2 <= query.ndim == key.ndim <= 3 or d == 0 or (mask is not None and mask.ndim > 3):
        raise Unsupported("multi_head_attention_forward takes a batch or none")
    if causal:
        exactly("is_causal is documented to say what a mask is", mask is None)
        mask = torch.full((query.shape[-2], key.shape[-2]), float("-inf"), dtype=query.dtype, device=query.device).triu(1)
    eye = torch.eye(d, dtype=query.dtype, device=query.device)
    sequence_first = (lambda x: x.transpose(0, 1)) if query.ndim == 3 else (lambda x: x)
    _, weights = F.multi_head_attention_forward(
        *(sequence_first(x) for x in (query, key, key)), d, 1, torch.cat([eye] * 3), None, None, None, False, 0.0, eye, None,
        need_weights=True, attn_mask=mask, is_causal=causal,
    )  # fmt: skip
    return weights


def feed_forward(x, weight1, bias1, weight2, bias2, activation):
    phi = {"relu": F.relu, "geluTanh": lambda x: F.gelu(x, approximate="tanh"), "identity": lambda x: x}[activation]
    return F.linear(phi(F.linear(x, weight1, bias1)), weight2, bias2)


def causal_mask(l, s, align):
    by_end = {"start": masks.causal_upper_left, "end": masks.causal_lower_right}
    if align not in by_end:
        raise ValueError(f"align: {align}")
    return by_end[align](l, s)._materialize().int()


def multi_head_attention(x, context, weightQ, weightK, weightV, weightO, biasQ, biasK, biasV, biasO, mask, heads, groups, causal):
    """scaled_dot_product_attention of heads, where there are fewer groups with enable_gqa, between projections."""
    if causal and mask is not None:
        raise Unsupported("scaled_dot_product_attention is documented to take a mask or is_causal")
    split = lambda one, count: one.unflatten(-1, (count, -1)).transpose(-3, -2)
    query = split(F.linear(x, weightQ, biasQ), heads)
    key, value = split(F.linear(context, weightK, biasK), groups), split(F.linear(context, weightV, biasV), groups)
    over_heads = None if mask is None else mask.unsqueeze(-3)
    output = F.scaled_dot_product_attention(query, key, value, over_heads, 0.0, causal, enable_gqa=groups != heads)
    return F.linear(output.transpose(-3, -2).flatten(-2), weightO, biasO)


def attention_module(x, context, weightQ, weightK, weightV, weightO, biasQ, biasK, biasV, biasO, mask, heads, groups, causal):
    """nn.MultiheadAttention, batch first: as wide as its queries, with all biases or none, and a mask that is_causal speaks of."""
    width = weightQ.shape[0]
    if not 2 <= x.ndim == context.ndim <= 3 or x.shape[:-2] != context.shape[:-2]:
        raise Unsupported("nn.MultiheadAttention is documented to take a batch or none")
    exactly("nn.MultiheadAttention is as wide as its queries, with as many groups as heads", groups == heads)
    exactly("nn.MultiheadAttention is as wide as its queries", x.shape[-1] == width == weightO.shape[0])
    exactly("the mask of nn.MultiheadAttention has two axes, or one for all heads", mask is None or (mask.ndim == 2 and not causal))
    if causal:
        mask = torch.full((x.shape[-2], context.shape[-2]), float("-inf"), dtype=x.dtype, device=x.device).triu(1)
    biases = (biasQ, biasK, biasV, biasO)
    biased, depth = any(one is not None for one in biases), context.shape[-1]
    module = torch.nn.MultiheadAttention(
        width, heads, bias=biased, kdim=depth, vdim=depth, batch_first=True, dtype=x.dtype, device=x.device
    )
    weights = {"q_proj_weight": weightQ, "k_proj_weight": weightK, "v_proj_weight": weightV}
    parameters = {"in_proj_weight": torch.cat(list(weights.values()))} if depth == width else weights
    parameters["out_proj.weight"] = weightO
    if biased:
        given = [x.new_zeros(width) if one is None else one for one in biases]
        parameters |= {"in_proj_bias": torch.cat(given[:3]), "out_proj.bias": given[3]}
    module.eval()
    return torch.func.functional_call(
        module, parameters, (x, context, context), {"attn_mask": mask, "need_weights": False, "is_causal": causal}
    )[0]


def transformer_block(training):
    """nn.TransformerEncoderLayer; in evaluation, and where nothing is differentiated, it takes a path of its own."""

    def run(
        x, weightIn, biasIn, weightOut, biasOut, weight1, bias1, weight2, bias2, scale1, shift1, scale2, shift2,
        heads, norm, activation, causal, epsilon,
    ):  # fmt: skip
        if x.ndim > 3:
            raise Unsupported("nn.TransformerEncoderLayer is documented to take a batch or none")
        n, width = x.shape[-2:]
        phi = {"relu": "relu", "geluTanh": lambda x: F.gelu(x, approximate="tanh"), "identity": lambda x: x}[activation]
        module = torch.nn.TransformerEncoderLayer(
            width, heads, weight1.shape[0], 0.0, phi, epsilon, batch_first=True, norm_first={"pre": True, "post": False}[norm], dtype=x.dtype, device=x.device
        ).train(training)  # fmt: skip
        parameters = {
            "self_attn.in_proj_weight": weightIn, "self_attn.in_proj_bias": biasIn,
            "self_attn.out_proj.weight": weightOut, "self_attn.out_proj.bias": biasOut,
            "linear1.weight": weight1, "linear1.bias": bias1, "linear2.weight": weight2, "linear2.bias": bias2,
            "norm1.weight": scale1, "norm1.bias": shift1, "norm2.weight": scale2, "norm2.bias": shift2,
        }  # fmt: skip
        mask = torch.nn.Transformer.generate_square_subsequent_mask(n, device=x.device, dtype=x.dtype) if causal else None
        return torch.func.functional_call(module, parameters, (x,), {"src_mask": mask, "is_causal": causal})

    return run


def cached_attention(query, key, value, keyCache, valueCache):
    """With the mask of torch.nn.attention.bias that ends at the last key."""
    keys, values = torch.cat([keyCache, key], -2), torch.cat([valueCache, value], -2)
    mask = masks.causal_lower_right(query.shape[-2], keys.shape[-2])
    attend = with_four_axes(lambda q, k, v: F.scaled_dot_product_attention(q, k, v, attn_mask=mask))
    return attend(query, keys, values), keys, values


def learned_positions(x, table, offset):
    return x + F.embedding(torch.arange(offset, offset + x.shape[-2], device=x.device), table)


SEQUENCES = {
    "sequence.attentionWeights": attention_weights,
    "sequence.bptt": bptt,
    "sequence.cachedAttention": cached_attention,
    "sequence.causalMask": causal_mask,
    "sequence.feedForward": feed_forward,
    "sequence.gru": gru,
    "sequence.gruCell": gru_cell,
    "sequence.learnedPositions": learned_positions,
    "sequence.lstm": lstm,
    "sequence.lstmCell": lstm_cell,
    "sequence.mergeHeads": lambda x: x.transpose(-3, -2).flatten(-2),
    "sequence.multiHeadAttention": multi_head_attention,
    "sequence.rnn": rnn,
    "sequence.rnnCell": rnn_cell,
    "sequence.scaledDotProductAttention": attention,
    "sequence.splitHeads": lambda x, heads: x.unflatten(-1, (heads, -1)).transpose(-3, -2),
    "sequence.transformerBlock": transformer_block(False),
}

OTHER_SEQUENCES = {
    "sequence.gruCell": gru_step,
    "sequence.rnnCell": rnn_step,
    "sequence.multiHeadAttention": attention_module,
    "sequence.transformerBlock": transformer_block(True),
}


def flex_attention(query, key, value):
    from torch.nn.attention import flex_attention as flex

    return with_four_axes(lambda q, k, v: flex.flex_attention(q, k, v, return_lse=True))(query, key, value)


#: torch.nn.attention.flex_attention, which is documented to be compiled, as it is without.
FLEX = {"sequence.blockAttention": flex_attention}
