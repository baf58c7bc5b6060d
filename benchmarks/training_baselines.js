/* The same training step written twice by hand, as yardsticks of training_in_page.py:
   one object for each neuron and each connection, and loops over typed arrays. */

/**
 * A network as a graph of objects, the way of a playground: every neuron and every connection keeps
 * its own numbers, activations and losses are {output, der} pairs, examples go through one by one,
 * and derivatives add up until the weights are updated.
 */
function objectGraph(sizes, params) {
  const tanh = { output: (z) => Math.tanh(z), der: (z) => 1 - Math.tanh(z) ** 2 };
  const sigmoid = {
    output: (z) => 1 / (1 + Math.exp(-z)),
    der: (z) => { const a = 1 / (1 + Math.exp(-z)); return a * (1 - a); },
  };
  const crossEntropy = { der: (a, y) => (a - y) / Math.max(a * (1 - a), 1e-12) };

  class Neuron {
    constructor(activation) {
      this.activation = activation;
      this.ins = [];
      this.outs = [];
      this.bias = this.z = this.a = 0;
      this.dz = this.da = this.sumDz = this.count = 0;
    }
    update() {
      this.z = this.bias;
      for (const link of this.ins) this.z += link.weight * link.from.a;
      this.a = this.activation.output(this.z);
      return this.a;
    }
  }
  class Link {
    constructor(from, to, weight) {
      this.from = from;
      this.to = to;
      this.weight = weight;
      this.dWeight = this.sumDWeight = this.count = 0;
    }
  }
  const layers = sizes.map((n, l) =>
    Array.from({ length: n }, () => new Neuron(l === sizes.length - 1 ? sigmoid : tanh)));
  params.forEach(({ W, b }, l) => {
    layers[l + 1].forEach((to, j) => {
      to.bias = b[j];
      layers[l].forEach((from, i) => {
        const link = new Link(from, to, W[i * sizes[l + 1] + j]);
        from.outs.push(link);
        to.ins.push(link);
      });
    });
  });

  function forward(example) {
    layers[0].forEach((neuron, i) => { neuron.a = example[i]; });
    for (const layer of layers.slice(1)) for (const neuron of layer) neuron.update();
  }
  function backward(target) {
    const output = layers.at(-1)[0];
    output.da = crossEntropy.der(output.a, target);
    for (let l = layers.length - 1; l >= 1; l--) {
      for (const neuron of layers[l]) {
        neuron.dz = neuron.da * neuron.activation.der(neuron.z);
        neuron.sumDz += neuron.dz;
        neuron.count++;
      }
      for (const neuron of layers[l]) {
        for (const link of neuron.ins) {
          link.dWeight = neuron.dz * link.from.a;
          link.sumDWeight += link.dWeight;
          link.count++;
        }
      }
      if (l === 1) continue;
      for (const neuron of layers[l - 1]) {
        neuron.da = 0;
        for (const link of neuron.outs) neuron.da += link.weight * link.to.dz;
      }
    }
  }
  function updateWeights(lr) {
    for (const layer of layers.slice(1)) {
      for (const neuron of layer) {
        neuron.bias -= (lr * neuron.sumDz) / neuron.count;
        neuron.sumDz = neuron.count = 0;
        for (const link of neuron.ins) {
          link.weight -= (lr / link.count) * link.sumDWeight;
          link.sumDWeight = link.count = 0;
        }
      }
    }
  }
  return {
    step(X, y, lr) {
      for (let e = 0; e < y.length; e++) {
        forward([X[2 * e], X[2 * e + 1]]);
        backward(y[e]);
      }
      updateWeights(lr);
    },
    weights: () => {
      const all = layers.slice(0, -1).flatMap((layer) => layer.map((n) => n.outs.map((link) => link.weight)));
      return all.flat();
    },
  };
}

/** The same step in loops over typed arrays, a batch at a time. */
function typedArrays(sizes, params, m) {
  const depth = sizes.length - 1;
  const A = sizes.map((n) => new Float64Array(m * n));
  const D = sizes.map((n) => new Float64Array(m * n));
  const W = params.map(({ W }) => Float64Array.from(W));
  const b = params.map(({ b }) => Float64Array.from(b));
  return {
    step(X, y, lr) {
      A[0].set(X);
      for (let l = 0; l < depth; l++) {
        const n = sizes[l], k = sizes[l + 1], last = l === depth - 1;
        const from = A[l], to = A[l + 1], w = W[l], bias = b[l];
        for (let e = 0; e < m; e++) {
          for (let j = 0; j < k; j++) {
            let z = bias[j];
            for (let i = 0; i < n; i++) z += from[e * n + i] * w[i * k + j];
            to[e * k + j] = last ? 1 / (1 + Math.exp(-z)) : Math.tanh(z);
          }
        }
      }
      const output = A[depth], delta = D[depth];
      for (let e = 0; e < m; e++) delta[e] = (output[e] - y[e]) / m;
      for (let l = depth - 1; l >= 0; l--) {
        const n = sizes[l], k = sizes[l + 1];
        const from = A[l], d = D[l + 1], before = D[l], w = W[l], bias = b[l];
        if (l > 0) {
          for (let e = 0; e < m; e++) {
            for (let i = 0; i < n; i++) {
              let da = 0;
              for (let j = 0; j < k; j++) da += d[e * k + j] * w[i * k + j];
              const a = from[e * n + i];
              before[e * n + i] = da * (1 - a * a);
            }
          }
        }
        for (let j = 0; j < k; j++) {
          let db = 0;
          for (let e = 0; e < m; e++) db += d[e * k + j];
          bias[j] -= lr * db;
          for (let i = 0; i < n; i++) {
            let dw = 0;
            for (let e = 0; e < m; e++) dw += from[e * n + i] * d[e * k + j];
            w[i * k + j] -= lr * dw;
          }
        }
      }
    },
    weights: () => W.map((w) => Array.from(w)),
  };
}
