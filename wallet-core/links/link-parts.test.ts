import { describe, expect, it } from 'vitest';
import { MAX_LINK_BYTES, pickLinkArgument } from './index.ts';

const link = 'zel:?action=getaddress&coin=btc';

describe('pickLinkArgument (E-30)', () => {
  it('takes the one argument that looks like a known link and ignores the rest', () => {
    expect(pickLinkArgument(['/opt/parallax', '--no-sandbox', '.', link])).toBe(link);
    expect(pickLinkArgument(['parallax', 'FLUX:t1x'])).toBe('FLUX:t1x');
  });

  it('takes none when there are two: a second one is not what the person clicked', () => {
    expect(pickLinkArgument([link, 'flux:t1x'])).toBeNull();
  });

  it.each([
    [[]],
    [['parallax']],
    [['--url=zel:?action=sign']],
    [['https://example.com/zel:?action=sign']],
    [['javascript:alert(1)']],
    [['file:///etc/passwd']],
    [['zel:?message=a\u0007']],
    [['zel:?message=a\u202eb']],
    [[`zel:?message=${'a'.repeat(MAX_LINK_BYTES)}`]],
  ])('finds none in %j', (argv) => {
    expect(pickLinkArgument(argv)).toBeNull();
  });
});
