import { defineLibrary } from '../../scripts/_internal/library.ts';
import { ofScikitLearn } from './findings/scikitLearn.ts';

export default defineLibrary({
  title: 'scikit-learn',
  homepage: 'https://github.com/scikit-learn/scikit-learn',
  language: 'Python',
  needs: 'scikit-learn 1.9 for python3: pip install scikit-learn',
  ways: [
    {
      name: 'default',
      exec: 'python3 adapters/scikit-learn/adapter.py',
      says: 'Metrics, distances and estimators as they are called without options.',
    },
    {
      name: 'solvers',
      exec: 'python3 adapters/scikit-learn/adapter.py --way solvers',
      says: 'PCA by the covariance (`svd_solver="covariance_eigh"`), ridge regression by singular values (`solver="svd"`).',
    },
  ],
  findings: ofScikitLearn,
});
