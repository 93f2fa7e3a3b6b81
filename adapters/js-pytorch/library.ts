import { defineLibrary } from '../../scripts/_internal/library.ts';

const from = "import { torch } from 'js-pytorch';";

export default defineLibrary({
  title: 'js-pytorch',
  homepage: 'https://github.com/eduardoleao052/js-torch',
  language: 'JavaScript',
  ways: [{ name: 'cpu', adapter: 'adapter.ts', says: 'Nested arrays of numbers, in double precision.' }],
  findings: [
    {
      id: 'gradient-of-sum',
      title: 'The gradient of a sum over an axis that is not the first goes to the wrong elements, or is refused',
      kind: 'defect',
      clauses: [
        'tensor.sum/jacobian',
        'tensor.sum/adjoint',
        'tensor.sum/gradientScales',
        'tensor.sum/differences',
        'tensor.mean/jacobian',
        'tensor.mean/taylor',
        'tensor.mean/differences',
        'layers.softmax/differences',
        'layers.softmax/golden/square/gradient',
        'losses.crossEntropy/C5',
        'losses.crossEntropy/jacobian',
        'losses.crossEntropy/adjoint',
        'losses.crossEntropy/taylor',
        'losses.crossEntropy/differences',
        'losses.crossEntropy/golden/batch-equals-classes/gradient',
      ],
      cause:
        '`Sum.backward` and `Mean.backward` in dist/index.mjs hand the cotangent to `broadcast`, which is not told of the axis: it looks for axes of the operand whose sizes are those of the cotangent, from the last. Of a square matrix it takes the columns for the rows; where no sizes fit it throws. `nn.Softmax` and `nn.CrossEntropyLoss` divide by a sum, so that their gradients are wrong wherever a batch is as large as a row.',
      call: `${from}
const x = torch.tensor([[1, 1], [1, 1]], true);
x.sum(1).backward(torch.tensor([1, 0]));
console.log(x.grad);
const y = torch.ones([3, 2, 3], true);
y.sum(1).backward();`,
      right:
        '[[1, 1], [0, 0]]: the first row was summed to the element whose cotangent is 1. And ones of the shape [3, 2, 3].',
    },
    {
      id: 'mean-keeps-no-axis',
      title:
        'mean and variance with keepdims drop the axis all the same, so that LayerNorm is wrong for square batches',
      kind: 'defect',
      clauses: [
        'layers.layerNorm/E32',
        'layers.layerNorm/definition',
        'layers.layerNorm/tiles',
        'layers.layerNorm/integers',
        'layers.layerNorm/exchange',
        'layers.layerNorm/shapes',
        'layers.layerNorm/batch',
        'layers.layerNorm/neighbours',
        'layers.layerNorm/storage',
        'layers.layerNorm/gradientScales',
        'layers.layerNorm/differences',
        'layers.layerNorm/golden/pairs',
        'layers.layerNorm/special',
      ],
      signature: 'leading batch axes',
      cause:
        '`_mean` and `_variance` in dist/index.mjs hand `keepdims` on to no inner axis: it is a comment there. `nn.LayerNorm` subtracts the means of the rows, one number a row, from a matrix; where there are as many rows as columns `_add` aligns them with the columns.',
      call: `${from}
console.log(torch.tensor([[1, 2], [3, 4]]).mean(1, true).data);
console.log(new torch.nn.LayerNorm(2).forward(torch.tensor([[1, 2], [10, 20]])).data);`,
      right:
        '[[1.5], [3.5]], or repeated along the axis as sum does; and [[-1, 1], [-1, 1]]: every row is normalised by itself.',
    },
    {
      id: 'gradient-of-kept-mean',
      title: 'The gradient of a mean or a variance with keepdims is not summed over the axis',
      kind: 'defect',
      clauses: [
        'layers.layerNorm/C6',
        'layers.layerNorm/jacobian',
        'layers.layerNorm/adjoint',
        'layers.layerNorm/taylor',
        'layers.layerNorm/differences',
      ],
      signature: 'the gradient of layers.layerNorm is wrong',
      cause:
        '`Mean.forward` and `Variance.forward` in dist/index.mjs keep no `keepdims` for `backward`, which takes the cotangent of the repeated means for one of the elements: `Sum.backward` sums it first.',
      call: `${from}
const x = torch.tensor([2, 1, 1], true);
x.mean(0, true).backward(torch.tensor([1, 0, 0]));
console.log(x.grad);`,
      right: 'A third of 1 for each of the three: every element is in every mean.',
    },
    {
      id: 'relu-leaks',
      title: 'ReLU multiplies negative numbers by 0.001, and NaN is no exception',
      kind: 'defect',
      clauses: ['layers.relu/*'],
      cause:
        '`nn.ReLU.forward` in dist/index.mjs multiplies by a mask of 1 and 0.001: it is a leaky ReLU under the name of another.',
      call: `${from}
console.log(new torch.nn.ReLU().forward(torch.tensor([-1, 0, 2])).data);`,
      right: '[0, 0, 2].',
    },
    {
      id: 'transpose-of-distant-axes',
      title: 'transpose of two axes that are not neighbours exchanges the first of them with the one behind it',
      kind: 'defect',
      clauses: ['tensor.permute/*'],
      cause:
        '`Transpose.forward` in dist/index.mjs keeps the smaller of the two axes alone, and `_transpose` exchanges it with the next. Its error for axes that are "not consecutive" is thrown for equal ones only.',
      call: `${from}
console.log(JSON.stringify(torch.tensor([[[1, 2], [3, 4]], [[5, 6], [7, 8]]]).transpose(0, 2).data));`,
      right: '[[[1,5],[3,7]],[[2,6],[4,8]]], or an error.',
    },
    {
      id: 'exponentials-overflow',
      title:
        'Softmax and CrossEntropyLoss exponentiate without subtracting the largest entry: NaN for logits of 1000 and of -1000',
      kind: 'defect',
      clauses: [
        'layers.softmax/C2',
        'layers.softmax/C4',
        'layers.softmax/C5',
        'layers.softmax/definition',
        'layers.softmax/tiles',
        'layers.softmax/batch',
        'layers.softmax/jacobian',
        'layers.softmax/adjoint',
        'layers.softmax/linearCotangent',
        'layers.softmax/golden/huge-logits',
        'layers.softmax/special',
        'losses.crossEntropy/C1',
        'losses.crossEntropy/C4',
        'losses.crossEntropy/definition',
        'losses.crossEntropy/tiles',
        'losses.crossEntropy/golden/huge-logits',
      ],
      cause:
        '`nn.Softmax.forward` and `nn.CrossEntropyLoss.forward` in dist/index.mjs divide `exp(z)` by its sum, which overflows beyond 709 and vanishes below -745; the gradient divides by the square of the sum, which does so at half of that.',
      call: `${from}
console.log(new torch.nn.Softmax().forward(torch.tensor([1000, 0])).data);
console.log(new torch.nn.CrossEntropyLoss().forward(torch.tensor([[-746]]), torch.tensor([0])).data);`,
      right: '[1, 0] and [0].',
    },
    {
      id: 'adam-without-correction',
      title:
        'Adam does not correct the bias of its moments: its first step is three times as long as the learning rate',
      kind: 'defect',
      clauses: ['optimizers.adam/*', 'optimizers.adamw/*'],
      signature: 'differs from its definition',
      cause:
        '`optim.Adam.step` in dist/index.mjs divides the first moment by the root of the second without dividing either by 1 - beta^t, and counts no steps. Kingma and Ba, algorithm 1, and torch.optim.Adam, whose name it has, do.',
      call: `${from}
const p = torch.tensor([1], true);
const optimizer = new torch.optim.Adam([p], 0.001, 0, [0.9, 0.999], 1e-8);
p.mul(1).backward();
optimizer.step();
console.log(p.data);`,
      right: '[0.999]: the first step is the learning rate, whatever the gradient.',
    },
    {
      id: 'adam-regularisation',
      title: 'What Adam documents as L2 regularisation is decoupled weight decay, as in AdamW',
      kind: 'defect',
      clauses: ['optimizers.adam/C6', 'optimizers.adam/golden/decay'],
      cause:
        '`optim.Adam.step` in dist/index.mjs subtracts `reg * lr * parameter` from the parameter; "l2 regularization" would add `reg * parameter` to the gradient, before the moments.',
      call: `${from}
const p = torch.tensor([1], true);
const optimizer = new torch.optim.Adam([p], 0.5, 0.5, [0.9, 0.999], 1e-8);
p.mul(0).backward();
optimizer.step();
console.log(p.data, p.m.data);`,
      right: 'The first moment is [0.05]: the gradient of the regularised loss is 0.5 times the parameter.',
    },
    {
      id: 'batches-of-matmul',
      title:
        'matmul takes as many matrices as its first operand has, whatever the second has, and misses or drops the others',
      kind: 'defect',
      clauses: [
        'linalg.matmul/definition',
        'linalg.matmul/tiles',
        'linalg.matmul/integers',
        'linalg.matmul/exchange',
        'linalg.matmul/shapes',
        'linalg.matmul/batch',
        'linalg.matmul/storage',
        'linalg.matmul/untouched',
        'linalg.matmul/repeatable',
        'linalg.matmul/jacobian',
        'linalg.matmul/adjoint',
        'linalg.matmul/linearCotangent',
        'linalg.matmul/untouchedByGradient',
        'linalg.matmul/gradientScales',
        'linalg.matmul/taylor',
        'linalg.matmul/differences',
        'linalg.matmul/golden/*',
        'linalg.matmul/special',
      ],
      cause:
        '`_matmul` in dist/index.mjs maps the first operand and indexes the second with the same index; sizes of axes in front are not compared. Operands of as many axes are not broadcast.',
      call: `${from}
console.log(torch.tensor([[[1]]]).matmul(torch.tensor([[[1]], [[2]]])).data);
console.log(torch.tensor([[[1]], [[2]]]).matmul(torch.tensor([[[1]]])).data);`,
      right: '[[[1]], [[2]]] both times, as in torch.matmul, or an error that says what does not fit.',
    },
    {
      id: 'broadcasting-of-size-one',
      title: 'add, mul and div do not stretch an axis of size 1; of two shapes that differ so mul and div break',
      kind: 'defect',
      clauses: ['tensor.add/*', 'tensor.mul/*', 'tensor.div/*'],
      cause:
        '`_add`, `_mul` and `_div` in dist/index.mjs handle equal shapes and shapes that are part of the other; for others of as many axes `_add` throws, `_mul` and `_div` return undefined.',
      call: `${from}
try { torch.tensor([[1, 2]]).add(torch.tensor([[1], [2]])); } catch (error) { console.log(error.message); }
try { torch.tensor([[1, 2]]).mul(torch.tensor([[1], [2]])); } catch (error) { console.log(error.message); }`,
      right: '[[2, 3], [3, 4]] and [[1, 2], [2, 4]], as in PyTorch and as the `broadcast` of the library does.',
    },
    {
      id: 'aligned-anywhere',
      title: 'A shorter operand is aligned with any axes of its sizes, or repeated, where shapes do not fit',
      kind: 'defect',
      clauses: [
        'linalg.matmul/signature',
        'layers.layerNorm/signature',
        'layers.linear/signature',
        'layers.softmax/signature',
        'losses.crossEntropy/signature',
        'optimizers.adam/signature',
        'optimizers.adamw/signature',
      ],
      cause:
        '`_add` and its like in dist/index.mjs look for the sizes of the shorter shape anywhere in the longer one; `broadcastUp` repeats a vector until it is a matrix. Nothing compares the shapes that a layer or an optimizer is given.',
      call: `${from}
console.log(torch.tensor([[1, 2, 3], [4, 5, 6]]).add(torch.tensor([10, 20])).data);
console.log(torch.tensor([1, 2]).matmul(torch.tensor([[1, 0], [0, 1]])).data);`,
      right: 'An error for the first: shapes are aligned at the right, and 2 is not 3. [1, 2] for the second.',
    },
    {
      id: 'targets-unchecked',
      title: 'CrossEntropyLoss reads beyond the classes: a wrong target breaks in the middle, or gives undefined',
      kind: 'defect',
      clauses: ['losses.crossEntropy/R1'],
      cause: '`_at` in dist/index.mjs indexes arrays without looking at their length.',
      call: `${from}
new torch.nn.CrossEntropyLoss().forward(torch.tensor([[1]]), torch.tensor([1]));`,
      right: 'An error that names the target.',
    },
    {
      id: 'options-unchecked',
      title: 'Adam takes NaN for its options',
      kind: 'limit',
      clauses: ['optimizers.adam/attributes', 'optimizers.adamw/attributes'],
      cause: 'The constructor of `optim.Adam` in dist/index.mjs checks nothing.',
      call: `${from}
console.log(new torch.optim.Adam([torch.tensor([1], true)], Number.NaN).lr);`,
      right: 'An error: every parameter is NaN after a step.',
    },
  ],
});
