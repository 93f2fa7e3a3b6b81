import { work } from './source.ts';

// What libraries say of themselves, and standards for them.

export const numpy = work('NumPy reference, 2.0');
export const scipy = work('SciPy reference');
export const pytorch = work('PyTorch documentation');
export const scikitLearn = work('scikit-learn reference');
export const torchMetrics = work('TorchMetrics documentation');
export const onnx = work('ONNX operator reference');
export const keras = work('Keras documentation');
