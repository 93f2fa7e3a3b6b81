import { crc32 } from 'node:zlib';
import type { Dtype, Tensor } from '../../spec/tensor.ts';
import { bytesOf } from '../subject/encoding.ts';

const descriptions: Readonly<Record<Dtype, string>> = {
  float64: '<f8',
  float32: '<f4',
  float16: '<f2',
  // NumPy has no such type: its bits.
  bfloat16: '<u2',
  int32: '<i4',
  complex128: '<c16',
  complex64: '<c8',
};

/** A tensor as a file of NumPy's format 1.0. */
function npy(tensor: Tensor): Buffer {
  const { dtype, shape } = tensor;
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;
  const header = `{'descr': '${descriptions[dtype]}', 'fortran_order': False, 'shape': ${tuple}, }`;
  // What comes before the data has a multiple of 64 bytes, and ends with a line feed.
  const length = Math.ceil((10 + header.length + 1) / 64) * 64 - 10;
  const head = Buffer.alloc(10 + length, ' ');
  head.set([0x93, ...Buffer.from('NUMPY'), 1, 0]);
  head.writeUInt16LE(length, 8);
  head.write(header, 10, 'latin1');
  head[9 + length] = 0x0a;
  return Buffer.concat([head, bytesOf(tensor)]);
}

/** The fields that the two headers of a file in an archive share: stored as it is, and dated 1980-01-01, so that equal contents give equal bytes. */
function common(data: Buffer, name: string): Buffer {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(0x21, 8);
  fields.writeUInt32LE(crc32(data), 10);
  fields.writeUInt32LE(data.length, 14);
  fields.writeUInt32LE(data.length, 18);
  fields.writeUInt16LE(name.length, 22);
  return fields;
}

/** Tensors by name as NumPy's `np.load` reads them: a zip archive without compression. */
export function npz(tensors: Readonly<Record<string, Tensor>>): Buffer {
  const [files, entries]: [Buffer[], Buffer[]] = [[], []];
  let offset = 0;
  for (const [key, tensor] of Object.entries(tensors)) {
    const [name, data] = [`${key}.npy`, npy(tensor)];
    const fields = common(data, name);
    const file = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fields, Buffer.from(name), data]);
    const entry = Buffer.alloc(46);
    entry.write('PK\x01\x02\x14\x00', 'latin1');
    entry.set(fields, 6);
    entry.writeUInt32LE(offset, 42);
    entries.push(entry, Buffer.from(name));
    files.push(file);
    offset += file.length;
  }
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, directory, end]);
}
