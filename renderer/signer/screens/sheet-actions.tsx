import { FileDown, Printer } from 'lucide-react';
import { flushSync } from 'react-dom';
import { toWireError } from '../../../wallet-core/errors/index.ts';
import { announce, Button, describeError, t, toast } from '../../ui/index.ts';
import type { SignerParts } from '../start.ts';

interface SheetActionsProps extends Pick<SignerParts, 'print' | 'savePdf'> {
  /** Takes the secrets off the screen before anything is made of it. */
  readonly conceal?: () => void;
}

/** On paper or as a file: both without the secrets, which are written by hand. */
export function SheetActions({ print, savePdf, conceal }: SheetActionsProps) {
  const hide = () => {
    if (conceal !== undefined) flushSync(conceal);
  };
  const save = async () => {
    hide();
    try {
      if (await savePdf()) announce(t('sheet.saved'));
    } catch (thrown) {
      toast('danger', describeError(toWireError(thrown).code).title);
    }
  };
  return (
    <>
      <Button
        variant="quiet"
        icon={Printer}
        onClick={() => {
          hide();
          print();
        }}
      >
        {t('sheet.print')}
      </Button>
      <Button variant="quiet" icon={FileDown} onClick={() => void save()}>
        {t('sheet.savePdf')}
      </Button>
    </>
  );
}
