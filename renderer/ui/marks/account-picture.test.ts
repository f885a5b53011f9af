import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { derivePicture, pictureName } from './account-picture.ts';
import { Identicon } from './identicon.tsx';

const NAME = 'abandon ability able';

describe('derivePicture', () => {
  it('spreads 32 bits as FNV-1a and the MurmurHash3 finalizer do in big integers', () => {
    const mask = 0xffffffffn;
    let hash = 0x811c9dc5n;
    for (const byte of Buffer.from(NAME, 'utf8')) hash = ((hash ^ BigInt(byte)) * 0x01000193n) & mask;
    hash = ((hash ^ (hash >> 16n)) * 0x85ebca6bn) & mask;
    hash = ((hash ^ (hash >> 13n)) * 0xc2b2ae35n) & mask;
    const bits = Number(hash ^ (hash >> 16n));
    const picture = derivePicture(NAME);
    const slants = ['across', 'rising', 'down', 'falling'];
    picture.cells.forEach((cell, at) => {
      const value = Math.floor(bits / 8 ** at) % 8;
      expect(cell.slant).toBe(slants[value % 4]);
      expect(cell.heavy).toBe(value > 3);
    });
    expect(picture.hue).toBe((Math.floor(bits / 2 ** 27) % 16) * 22.5);
    expect(picture.solid).toBe(bits >= 2 ** 31);
  });

  it('stays as it is for ever', () => {
    expect(derivePicture(NAME)).toMatchInlineSnapshot(`
      {
        "cells": [
          {
            "heavy": false,
            "slant": "rising",
          },
          {
            "heavy": false,
            "slant": "across",
          },
          {
            "heavy": true,
            "slant": "down",
          },
          {
            "heavy": true,
            "slant": "falling",
          },
          {
            "heavy": true,
            "slant": "down",
          },
          {
            "heavy": false,
            "slant": "falling",
          },
          {
            "heavy": true,
            "slant": "across",
          },
          {
            "heavy": true,
            "slant": "rising",
          },
          {
            "heavy": false,
            "slant": "across",
          },
        ],
        "hue": 45,
        "solid": false,
      }
    `);
  });

  it('differs for names that differ in a letter', () => {
    const shapes = new Set(
      ['a b c', 'a b d', 'a c b', 'b a c', 'a b'].map((name) => JSON.stringify(derivePicture(name))),
    );
    expect(shapes.size).toBe(5);
  });

  it('names an account by its words, or by its id where it has none', () => {
    expect(pictureName({ fingerprint: ['a', 'b', 'c'], accountId: '00' })).toBe('a b c');
    expect(pictureName({ fingerprint: null, accountId: '0123456789abcdef' })).toBe('0123456789abcdef');
  });
});

describe('Identicon', () => {
  it('is an image with a name, or silent when it only decorates', () => {
    expect(renderToStaticMarkup(createElement(Identicon, { name: NAME }))).toContain('role="img"');
    expect(renderToStaticMarkup(createElement(Identicon, { name: NAME, decorative: true }))).toContain(
      'aria-hidden="true"',
    );
  });
});
