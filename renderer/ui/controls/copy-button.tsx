import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { announce } from '../feedback/announcer.tsx';
import { t } from '../language/index.ts';
import { Button, type ButtonVariant } from './button.tsx';
import { IconButton } from './icon-button.tsx';

const SHOWN_MS = 1_600;

interface CopyButtonProps {
  /** Puts the text on the clipboard through whoever owns it; resolves to whether it is there. */
  readonly onCopy: () => Promise<boolean>;
  /** What is copied, in words: completes "Copy …". */
  readonly what: string;
  /** Shows its words instead of an icon alone. */
  readonly words?: string;
  readonly variant?: ButtonVariant;
  readonly size?: 'small' | 'medium';
}

/** Copies and says so, to eyes and to screen readers. */
export function CopyButton({ onCopy, what, words, variant = 'secondary', size = 'medium' }: CopyButtonProps) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  const press = async () => {
    const done = await onCopy();
    setCopied(done);
    announce(done ? t('common.copied') : t('common.copyFailed'), done ? 'polite' : 'assertive');
  };
  const icon = copied ? Check : Copy;
  const label = copied ? t('common.copied') : t('common.copyLabel', { what });
  return words === undefined ? (
    <IconButton icon={icon} label={label} size={size} onClick={press} />
  ) : (
    <Button icon={icon} variant={variant} size={size} onClick={press}>
      {copied ? t('common.copied') : words}
    </Button>
  );
}
