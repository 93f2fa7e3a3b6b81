import { work } from './source.ts';

export * from './manuals.ts';
export type { Source } from './source.ts';

export const higham2002 = work('N. J. Higham, Accuracy and Stability of Numerical Algorithms, 2nd edition, SIAM 2002');
export const golubVanLoan2013 = work('G. H. Golub and C. F. Van Loan, Matrix Computations, 4th edition, 2013');
export const lapackTesting = work('LAPACK Working Note 41, installation guide: test ratios of TESTING');
export const lapackThresholds = work('LAPACK 3.12, TESTING: input files, which state the threshold of each driver');
export const blanchardHigham2021 = work(
  'P. Blanchard, D. J. Higham, N. J. Higham, Accurately computing the log-sum-exp and softmax functions, IMA J. Numer. Anal. 41, 2021',
);
export const giles2008 = work(
  'M. B. Giles, Collected matrix derivative results for forward and reverse mode algorithmic differentiation, 2008',
);
export const kingmaBa2015 = work('D. P. Kingma and J. Ba, Adam: a method for stochastic optimization, ICLR 2015');
export const loshchilovHutter2019 = work(
  'I. Loshchilov and F. Hutter, Decoupled weight decay regularization, ICLR 2019',
);
export const baKirosHinton2016 = work('J. L. Ba, J. R. Kiros, G. E. Hinton, Layer normalization, 2016');
export const dumoulinVisin2016 = work(
  'V. Dumoulin and F. Visin, A guide to convolution arithmetic for deep learning, 2016',
);
export const polyak1964 = work('B. T. Polyak, Some methods of speeding up the convergence of iteration methods, 1964');
export const eckartYoung1936 = work(
  'C. Eckart and G. Young, The approximation of one matrix by another of lower rank, Psychometrika 1, 1936',
);
export const foundationsText = work(
  'Mathematical foundations (第1章 数学基础), chapter 1 of a text in Chinese on large language models, which begins with 1.1 线性代数与张量运算; its author is not recorded',
);
export const essenceText = work(
  'Understanding the essence of deep learning (深度学习的本质理解), in Chinese; its author is not recorded',
);
export const arrayApi = work('Python array API standard, 2024.12');
export const deLathauwer2000 = work(
  'L. De Lathauwer, B. De Moor, J. Vandewalle, A multilinear singular value decomposition, SIAM J. Matrix Anal. Appl. 21, 2000',
);
export const koldaBader2009 = work(
  'T. G. Kolda and B. W. Bader, Tensor decompositions and applications, SIAM Review 51, 2009',
);
export const rump2010 = work(
  'S. M. Rump, Verification methods: rigorous results using floating-point arithmetic, Acta Numerica 19, 2010',
);
export const rumpJeannerod2014 = work(
  'S. M. Rump and C.-P. Jeannerod, Improved backward error bounds for LU and Cholesky factorizations, SIAM J. Matrix Anal. Appl. 35, 2014',
);
export const laProof2023 = work(
  'A. E. Kellison, A. W. Appel, M. Tekriwal and D. Bindel, LAProof: a library of formal proofs of accuracy and correctness for linear algebra programs, ARITH 2023',
);
export const ipsenRehman2008 = work(
  'I. C. F. Ipsen and R. Rehman, Perturbation bounds for determinants and characteristic polynomials, SIAM J. Matrix Anal. Appl. 30, 2008',
);
export const gu1998 = work(
  'M. Gu, Backward perturbation bounds for linear least squares problems, SIAM J. Matrix Anal. Appl. 20, 1998',
);
export const golubPereyra1973 = work(
  'G. H. Golub and V. Pereyra, The differentiation of pseudo-inverses and nonlinear least squares problems whose variables separate, SIAM J. Numer. Anal. 10, 1973',
);
export const murray2016 = work('I. Murray, Differentiation of the Cholesky decomposition, 2016');
export const robertsRoberts2020 = work(
  'D. A. O. Roberts and L. R. Roberts, QR and LQ decomposition matrix backpropagation algorithms for square, wide, and deep matrices and their software implementation, 2020',
);
export const townsend2016 = work('J. Townsend, Differentiating the singular value decomposition, 2016');
export const hornJohnson2013 = work(
  'R. A. Horn and C. R. Johnson, Matrix Analysis, 2nd edition, Cambridge University Press 2013',
);
export const vanLoan2000 = work('C. F. Van Loan, The ubiquitous Kronecker product, J. Comput. Appl. Math. 123, 2000');
export const vanLoan1992 = work('C. F. Van Loan, Computational Frameworks for the Fast Fourier Transform, SIAM 1992');
export const kreutzDelgado2009 = work('K. Kreutz-Delgado, The complex gradient operator and the CR-calculus, 2009');
export const jamesLangouLowery2014 = work(
  'R. James, J. Langou and B. R. Lowery, On matrix balancing and eigenvector computation, 2014',
);
export const ieee754 = work('IEEE Standard for Floating-Point Arithmetic, IEEE 754-2019');
export const blue1978 = work(
  'J. L. Blue, A portable Fortran program to find the Euclidean norm of a vector, ACM TOMS 4, 1978',
);
export const nairHinton2010 = work(
  'V. Nair and G. E. Hinton, Rectified linear units improve restricted Boltzmann machines, ICML 2010',
);
export const nesterov1983 = work(
  'Y. E. Nesterov, A method of solving a convex programming problem with convergence rate O(1/k^2), 1983',
);
export const eigenvaluesText = work(
  'Principles and mechanisms (原理与机制), a chapter in Chinese on the linear algebra at the core of deep learning, which begins with 世界存于向量，行动皆为矩阵; title and author are not recorded',
);
export const principlesText = work(
  'Principles and mechanisms (原理与机制), a chapter in Chinese on why deep learning works, which begins with 信号传播与表示; title and author are not recorded',
);
export const pascanuMikolovBengio2013 = work(
  'R. Pascanu, T. Mikolov, Y. Bengio, On the difficulty of training recurrent neural networks, ICML 2013',
);
export const baldiHornik1989 = work(
  'P. Baldi and K. Hornik, Neural networks and principal component analysis: learning from examples without local minima, Neural Networks 2, 1989',
);
export const cohen2021 = work(
  'J. Cohen, S. Kaur, Y. Li, J. Z. Kolter, A. Talwalkar, Gradient descent on neural networks typically occurs at the edge of stability, ICLR 2021',
);
export const zhu2023 = work(
  'X. Zhu, Z. Wang, X. Wang, M. Zhou, R. Ge, Understanding edge-of-stability training dynamics with a minimalist example, ICLR 2023',
);
export const vaswani2017 = work('A. Vaswani and others, Attention is all you need, NeurIPS 2017');
export const kimPapamakariosMnih2021 = work(
  'H. Kim, G. Papamakarios, A. Mnih, The Lipschitz constant of self-attention, ICML 2021',
);
export const hochreiterSchmidhuber1997 = work(
  'S. Hochreiter and J. Schmidhuber, Long short-term memory, Neural Computation 9, 1997; with the forget gate of F. A. Gers, J. Schmidhuber, F. Cummins, Learning to forget, Neural Computation 12, 2000',
);
export const boxMuller1958 = work(
  'G. E. P. Box and M. E. Muller, A note on the generation of random normal deviates, Ann. Math. Statist. 29, 1958',
);
export const muller1959 = work(
  'M. E. Muller, A note on a method for generating points uniformly on n-dimensional spheres, Comm. ACM 2, 1959',
);
export const marsagliaTsang2000 = work(
  'G. Marsaglia and W. W. Tsang, A simple method for generating gamma variables, ACM Trans. Math. Softw. 26, 2000',
);
export const neumaier1974 = work(
  'A. Neumaier, Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen, Z. Angew. Math. Mech. 54, 1974',
);
export const ogitaRumpOishi2005 = work(
  'T. Ogita, S. M. Rump, S. Oishi, Accurate sum and dot product, SIAM J. Sci. Comput. 26, 2005',
);
export const richardson1911 = work(
  'L. F. Richardson, The approximate arithmetical solution by finite differences of physical problems involving differential equations, Phil. Trans. R. Soc. A 210, 1911',
);
export const roache1998 = work(
  'P. J. Roache, Verification and Validation in Computational Science and Engineering, 1998',
);
export const massart1990 = work(
  'P. Massart, The tight constant in the Dvoretzky-Kiefer-Wolfowitz inequality, Ann. Probab. 18, 1990',
);
export const boucheronLugosiMassart2013 = work(
  'S. Boucheron, G. Lugosi, P. Massart, Concentration Inequalities, Oxford University Press 2013',
);
export const durstenfeld1964 = work('R. Durstenfeld, Algorithm 235: random permutation, Comm. ACM 7, 1964');
export const gumbel1958 = work('E. J. Gumbel, Statistics of Extremes, Columbia University Press 1958');
export const stewart1980 = work(
  'G. W. Stewart, The efficient generation of random orthogonal matrices with an application to condition estimators, SIAM J. Numer. Anal. 17, 1980',
);
export const mezzadri2007 = work(
  'F. Mezzadri, How to generate random matrices from the classical compact groups, Notices of the AMS 54, 2007',
);
export const diaconisShahshahani1994 = work(
  'P. Diaconis and M. Shahshahani, On the eigenvalues of random matrices, J. Appl. Probab. 31A, 1994',
);
export const shoeybi2019 = work(
  'M. Shoeybi et al., Megatron-LM: training multi-billion parameter language models using model parallelism, 2019',
);
export const chen2016 = work(
  'T. Chen, B. Xu, C. Zhang, C. Guestrin, Training deep nets with sublinear memory cost, 2016',
);
export const srivastava2014 = work(
  'N. Srivastava, G. Hinton, A. Krizhevsky, I. Sutskever, R. Salakhutdinov, Dropout: a simple way to prevent neural networks from overfitting, JMLR 15, 2014',
);
export const ioffeSzegedy2015 = work(
  'S. Ioffe and C. Szegedy, Batch normalization: accelerating deep network training by reducing internal covariate shift, ICML 2015',
);
export const elman1990 = work('J. L. Elman, Finding structure in time, Cognitive Science 14, 1990');
export const magnusNeudecker1979 = work(
  'J. R. Magnus and H. Neudecker, The commutation matrix: some properties and applications, Ann. Statist. 7, 1979',
);
export const vanLoanPitsianis1993 = work(
  'C. F. Van Loan and N. Pitsianis, Approximation with Kronecker products, in Linear Algebra for Large Scale and Real-Time Applications, 1993',
);
export const hu2022 = work('E. J. Hu and others, LoRA: low-rank adaptation of large language models, ICLR 2022');
export const caiCandesShen2010 = work(
  'J.-F. Cai, E. J. Candes, Z. Shen, A singular value thresholding algorithm for matrix completion, SIAM J. Optim. 20, 2010',
);
export const mazumderHastieTibshirani2010 = work(
  'R. Mazumder, T. Hastie, R. Tibshirani, Spectral regularization algorithms for learning large incomplete matrices, JMLR 11, 2010',
);
export const bartelsStewart1972 = work(
  'R. H. Bartels and G. W. Stewart, Solution of the matrix equation AX + XB = C, Comm. ACM 15, 1972',
);
export const deSilvaLim2008 = work(
  'V. de Silva and L.-H. Lim, Tensor rank and the ill-posedness of the best low-rank approximation problem, SIAM J. Matrix Anal. Appl. 30, 2008',
);
export const kim2016 = work(
  'Y.-D. Kim and others, Compression of deep convolutional neural networks for fast and low power mobile applications, ICLR 2016',
);
export const deLathauwerRankOne2000 = work(
  'L. De Lathauwer, B. De Moor, J. Vandewalle, On the best rank-1 and rank-(R1, R2, .., RN) approximation of higher-order tensors, SIAM J. Matrix Anal. Appl. 21, 2000',
);
export const kruskal1977 = work(
  'J. B. Kruskal, Three-way arrays: rank and uniqueness of trilinear decompositions, Linear Algebra Appl. 18, 1977',
);
export const lawson1979 = work(
  'C. L. Lawson, R. J. Hanson, D. R. Kincaid, F. T. Krogh, Basic linear algebra subprograms for Fortran usage, ACM TOMS 5, 1979',
);
export const dongarra1990 = work(
  'J. J. Dongarra, J. Du Croz, S. Hammarling, I. Duff, A set of level 3 basic linear algebra subprograms, ACM TOMS 16, 1990',
);
export const higham2008 = work('N. J. Higham, Functions of Matrices: Theory and Computation, SIAM 2008');
export const cormen2009 = work(
  'T. H. Cormen, C. E. Leiserson, R. L. Rivest, C. Stein, Introduction to Algorithms, 3rd edition, MIT Press 2009',
);
export const ding2006 = work(
  'C. Ding, D. Zhou, X. He, H. Zha, R1-PCA: rotational invariant L1-norm principal component analysis, ICML 2006',
);
export const bhatia1997 = work('R. Bhatia, Matrix Analysis, Springer 1997');
export const rechtFazelParrilo2010 = work(
  'B. Recht, M. Fazel, P. A. Parrilo, Guaranteed minimum-rank solutions of linear matrix equations via nuclear norm minimization, SIAM Review 52, 2010',
);
export const dokmanic2015 = work(
  'I. Dokmanic, R. Parhizkar, J. Ranieri, M. Vetterli, Euclidean distance matrices, IEEE Signal Processing Magazine 32, 2015',
);
export const davis1979 = work('P. J. Davis, Circulant Matrices, Wiley 1979');
export const strang1999 = work('G. Strang, The discrete cosine transform, SIAM Review 41, 1999');
export const bindel2002 = work(
  'D. Bindel, J. Demmel, W. Kahan, O. Marques, On computing Givens rotations reliably and efficiently, ACM TOMS 28, 2002',
);
export const householder1958 = work(
  'A. S. Householder, Unitary triangularization of a nonsymmetric matrix, J. ACM 5, 1958',
);
export const giraud2005 = work(
  'L. Giraud, J. Langou, M. Rozloznik and J. van den Eshof, Rounding error analysis of the classical Gram-Schmidt orthogonalization process, Numer. Math. 101, 2005',
);
export const smoktunowicz2006 = work(
  'A. Smoktunowicz, J. L. Barlow and J. Langou, A note on the error analysis of classical Gram-Schmidt, Numer. Math. 105, 2006',
);
export const higham2005 = work(
  'N. J. Higham, The scaling and squaring method for the matrix exponential revisited, SIAM J. Matrix Anal. Appl. 26, 2005',
);
export const elsner1985 = work(
  'L. Elsner, An optimal bound for the spectral variation of two matrices, Linear Algebra Appl. 71, 1985',
);
export const parlett1998 = work('B. N. Parlett, The Symmetric Eigenvalue Problem, SIAM 1998');
export const kuczynskiWozniakowski1992 = work(
  'J. Kuczynski and H. Wozniakowski, Estimating the largest eigenvalue by the power and Lanczos algorithms with a random start, SIAM J. Matrix Anal. Appl. 13, 1992',
);
export const jolliffe2002 = work('I. T. Jolliffe, Principal Component Analysis, 2nd edition, Springer 2002');
export const luxburg2007 = work('U. von Luxburg, A tutorial on spectral clustering, Statistics and Computing 17, 2007');
export const kahan2006 = work(
  'W. Kahan, How futile are mindless assessments of roundoff in floating-point computation?, 2006',
);
export const allenRabiner1977 = work(
  'J. B. Allen and L. R. Rabiner, A unified approach to short-time Fourier analysis and synthesis, Proc. IEEE 65, 1977',
);
export const rumelhart1986 = work(
  'D. E. Rumelhart, G. E. Hinton, R. J. Williams, Learning representations by back-propagating errors, Nature 323, 1986',
);
export const dugas2001 = work(
  'C. Dugas, Y. Bengio, F. Belisle, C. Nadeau, R. Garcia, Incorporating second-order functional knowledge for better option pricing, NIPS 2000',
);
export const elfwing2018 = work(
  'S. Elfwing, E. Uchibe, K. Doya, Sigmoid-weighted linear units for neural network function approximation in reinforcement learning, Neural Networks 107, 2018',
);
export const hendrycksGimpel2016 = work('D. Hendrycks and K. Gimpel, Gaussian error linear units (GELUs), 2016');
export const maasHannunNg2013 = work(
  'A. L. Maas, A. Y. Hannun, A. Y. Ng, Rectifier nonlinearities improve neural network acoustic models, ICML workshop on deep learning, 2013',
);
export const he2015 = work(
  'K. He, X. Zhang, S. Ren, J. Sun, Delving deep into rectifiers: surpassing human-level performance on ImageNet classification, ICCV 2015',
);
export const zhangSennrich2019 = work('B. Zhang and R. Sennrich, Root mean square layer normalization, NeurIPS 2019');
export const wuHe2018 = work('Y. Wu and K. He, Group normalization, ECCV 2018');
export const ulyanov2016 = work(
  'D. Ulyanov, A. Vedaldi, V. Lempitsky, Instance normalization: the missing ingredient for fast stylization, 2016',
);
export const miyato2018 = work(
  'T. Miyato, T. Kataoka, M. Koyama, Y. Yoshida, Spectral normalization for generative adversarial networks, ICLR 2018',
);
export const santurkar2018 = work(
  'S. Santurkar, D. Tsipras, A. Ilyas, A. Madry, How does batch normalization help optimization?, NeurIPS 2018',
);
export const baldiSadowski2013 = work('P. Baldi and P. J. Sadowski, Understanding dropout, NeurIPS 2013');
export const bengio2003 = work(
  'Y. Bengio, R. Ducharme, P. Vincent, C. Jauvin, A neural probabilistic language model, JMLR 3, 2003',
);
export const coverThomas2006 = work(
  'T. M. Cover and J. A. Thomas, Elements of Information Theory, 2nd edition, Wiley 2006',
);
export const lin1991 = work(
  'J. Lin, Divergence measures based on the Shannon entropy, IEEE Trans. Inf. Theory 37, 1991',
);
export const endresSchindelin2003 = work(
  'D. M. Endres and J. E. Schindelin, A new metric for probability distributions, IEEE Trans. Inf. Theory 49, 2003',
);
export const goodfellow2014 = work('I. Goodfellow and others, Generative adversarial nets, NeurIPS 2014');
export const tishbyPereiraBialek1999 = work(
  'N. Tishby, F. C. Pereira and W. Bialek, The information bottleneck method, Allerton 1999',
);
export const saxe2018 = work('A. M. Saxe and others, On the information bottleneck theory of deep learning, ICLR 2018');
export const guo2017 = work('C. Guo and others, On calibration of modern neural networks, ICML 2017');
export const brier1950 = work('G. W. Brier, Verification of forecasts expressed in terms of probability, 1950');
export const murphy1973 = work(
  'A. H. Murphy, A new vector partition of the probability score, J. Appl. Meteorol. 12, 1973',
);
export const cortesVapnik1995 = work('C. Cortes and V. Vapnik, Support-vector networks, Machine Learning 20, 1995');
export const wolfe1976 = work('P. Wolfe, Finding the nearest point in a polytope, Mathematical Programming 11, 1976');
export const lyuLi2020 = work(
  'K. Lyu and J. Li, Gradient descent maximizes the margin of homogeneous neural networks, ICLR 2020',
);
export const fisher1936 = work('R. A. Fisher, The use of multiple measurements in taxonomic problems, 1936');
export const rousseeuw1987 = work(
  'P. J. Rousseeuw, Silhouettes: a graphical aid to the interpretation and validation of cluster analysis, 1987',
);
export const goodfellow2015 = work(
  'I. Goodfellow, J. Shlens and C. Szegedy, Explaining and harnessing adversarial examples, ICLR 2015',
);
export const tsuzuku2018 = work('Y. Tsuzuku, I. Sato and M. Sugiyama, Lipschitz-margin training, NeurIPS 2018');
export const huber1964 = work('P. J. Huber, Robust estimation of a location parameter, Ann. Math. Statist. 35, 1964');
export const girshick2015 = work('R. Girshick, Fast R-CNN, ICCV 2015');
export const hastieTibshiraniFriedman2009 = work(
  'T. Hastie, R. Tibshirani and J. Friedman, The Elements of Statistical Learning, 2nd edition, Springer 2009',
);
export const szegedy2016 = work(
  'C. Szegedy, V. Vanhoucke, S. Ioffe, J. Shlens and Z. Wojna, Rethinking the Inception architecture for computer vision, CVPR 2016',
);
export const ott2019 = work('M. Ott and others, fairseq: a fast, extensible toolkit for sequence modeling, NAACL 2019');
export const arjovsky2017 = work('M. Arjovsky, S. Chintala and L. Bottou, Wasserstein GAN, ICML 2017');
export const dinh2017 = work('L. Dinh, J. Sohl-Dickstein and S. Bengio, Density estimation using Real NVP, ICLR 2017');
export const jangGuPoole2017 = work(
  'E. Jang, S. Gu and B. Poole, Categorical reparameterization with Gumbel-softmax, ICLR 2017',
);
export const maddison2017 = work(
  'C. J. Maddison, A. Mnih and Y. W. Teh, The concrete distribution: a continuous relaxation of discrete random variables, ICLR 2017',
);
export const vapnik1998 = work('V. N. Vapnik, Statistical Learning Theory, Wiley 1998');
export const cho2014 = work(
  'K. Cho, B. van Merrienboer, C. Gulcehre, D. Bahdanau, F. Bougares, H. Schwenk and Y. Bengio, Learning phrase representations using RNN encoder-decoder for statistical machine translation, EMNLP 2014',
);
export const chung2014 = work(
  'J. Chung, C. Gulcehre, K. Cho and Y. Bengio, Empirical evaluation of gated recurrent neural networks on sequence modeling, 2014, arXiv 1412.3555',
);
export const werbos1990 = work(
  'P. J. Werbos, Backpropagation through time: what it does and how to do it, Proc. IEEE 78, 1990',
);
export const williamsPeng1990 = work(
  'R. J. Williams and J. Peng, An efficient gradient-based algorithm for on-line training of recurrent network trajectories, Neural Computation 2, 1990',
);
export const milakovGimelshein2018 = work(
  'M. Milakov and N. Gimelshein, Online normalizer calculation for softmax, 2018, arXiv 1805.02867',
);
export const dao2022 = work(
  'T. Dao, D. Y. Fu, S. Ermon, A. Rudra and C. Re, FlashAttention: Fast and memory-efficient exact attention with IO-awareness, NeurIPS 2022',
);
export const dao2023 = work(
  'T. Dao, FlashAttention-2: Faster attention with better parallelism and work partitioning, 2023, arXiv 2307.08691',
);
export const su2021 = work(
  'J. Su, Y. Lu, S. Pan, A. Murtadha, B. Wen and Y. Liu, RoFormer: Enhanced transformer with rotary position embedding, 2021, arXiv 2104.09864',
);
export const gehring2017 = work(
  'J. Gehring, M. Auli, D. Grangier, D. Yarats and Y. N. Dauphin, Convolutional sequence to sequence learning, ICML 2017',
);
export const ainslie2023 = work(
  'J. Ainslie, J. Lee-Thorp, M. de Jong, Y. Zemlyanskiy, F. Lebron and S. Sanghai, GQA: Training generalized multi-query transformer models from multi-head checkpoints, EMNLP 2023',
);
export const shazeer2019 = work(
  'N. Shazeer, Fast transformer decoding: one write-head is all you need, 2019, arXiv 1911.02150',
);
export const xiong2020 = work(
  'R. Xiong, Y. Yang, D. He, K. Zheng, S. Zheng, C. Xing, H. Zhang, Y. Lan, L. Wang and T. Liu, On layer normalization in the transformer architecture, ICML 2020',
);
export const seneta2006 = work('E. Seneta, Non-negative Matrices and Markov Chains, Springer 2006');
export const griewankWalther2008 = work('A. Griewank and A. Walther, Evaluating Derivatives, 2nd edition, SIAM 2008');
export const pearlmutter1994 = work(
  'B. A. Pearlmutter, Fast exact multiplication by the Hessian, Neural Computation 6, 1994',
);
export const bengioLeonardCourville2013 = work(
  'Y. Bengio, N. Leonard and A. Courville, Estimating or propagating gradients through stochastic neurons for conditional computation, 2013',
);
export const rosenbrock1960 = work(
  'H. H. Rosenbrock, An automatic method for finding the greatest or least value of a function, Computer Journal 3, 1960',
);
export const schraudolph2002 = work(
  'N. N. Schraudolph, Fast curvature matrix-vector products for second-order gradient descent, Neural Computation 14, 2002',
);
export const martens2020 = work(
  'J. Martens, New insights and perspectives on the natural gradient method, J. Machine Learning Research 21, 2020',
);
export const christianson1994 = work(
  'B. Christianson, Reverse accumulation and attractive fixed points, Optimization Methods and Software 3, 1994',
);
export const gray2006 = work(
  'R. M. Gray, Toeplitz and circulant matrices: a review, Foundations and Trends in Communications and Information Theory 2, 2006',
);
export const howard2017 = work(
  'A. G. Howard et al., MobileNets: efficient convolutional neural networks for mobile vision applications, arXiv:1704.04861, 2017',
);
export const duchiHazanSinger2011 = work(
  'J. Duchi, E. Hazan, Y. Singer, Adaptive subgradient methods for online learning and stochastic optimization, JMLR 12, 2011',
);
export const parikhBoyd2014 = work('N. Parikh and S. Boyd, Proximal algorithms, 2014');
export const pascanu2013 = work(
  'R. Pascanu, T. Mikolov, Y. Bengio, On the difficulty of training recurrent neural networks, ICML 2013',
);
export const bai2019 = work('S. Bai, J. Z. Kolter and V. Koltun, Deep equilibrium models, NeurIPS 2019');
export const clevert2016 = work(
  'D.-A. Clevert, T. Unterthiner and S. Hochreiter, Fast and accurate deep network learning by exponential linear units (ELUs), ICLR 2016',
);
export const klambauer2017 = work(
  'G. Klambauer, T. Unterthiner, A. Mayr and S. Hochreiter, Self-normalizing neural networks, NeurIPS 2017',
);
export const barron2017 = work(
  'J. T. Barron, Continuously differentiable exponential linear units, 2017, arXiv 1704.07483',
);
export const howard2019 = work('A. G. Howard et al., Searching for MobileNetV3, ICCV 2019');
export const misra2020 = work('D. Misra, Mish: a self regularized non-monotonic activation function, BMVC 2020');
