const CONTINUES = 0x80;
const WORD_FOLLOWS = 253;
const ONE_MORE_BYTE = 255;
const TWO_MORE_BYTES = 254;
const FIRST_PACKED_BY_TWO = 253;

/** Reads forward through bytes, the high byte first. */
export class ByteReader {
  private readonly bytes: Buffer;
  private at = 0;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }

  byte(): number {
    return this.take(1).readUInt8();
  }

  word(): number {
    return this.take(2).readUInt16BE();
  }

  signed(): number {
    return this.take(2).readInt16BE();
  }

  long(): number {
    return this.take(4).readUInt32BE();
  }

  take(count: number): Buffer {
    if (this.at + count > this.bytes.length) throw new Error('the font ends too early');
    this.at += count;
    return this.bytes.subarray(this.at - count, this.at);
  }

  /** UIntBase128 of WOFF2, section 4.1: seven bits a byte. */
  packedLong(): number {
    let value = 0;
    for (;;) {
      const byte = this.byte();
      value = value * CONTINUES + (byte & (CONTINUES - 1));
      if (byte < CONTINUES) return value;
    }
  }

  /** 255UInt16 of WOFF2, section 4.1: one byte up to 252. */
  packedWord(): number {
    const code = this.byte();
    if (code === WORD_FOLLOWS) return this.word();
    if (code === ONE_MORE_BYTE) return this.byte() + FIRST_PACKED_BY_TWO;
    if (code === TWO_MORE_BYTES) return this.byte() + FIRST_PACKED_BY_TWO * 2;
    return code;
  }
}
