import { FileDown } from 'lucide-react';
import { Button, CopyButton, Row, t } from '../../../ui/index.ts';
import { copyDossier, saveDossier } from './fusion-store.ts';

/** Everything support needs, to take along. */
export function DossierButtons({ id }: { readonly id: string }) {
  return (
    <Row gap={8} wrap>
      <Button size="small" icon={FileDown} onClick={() => void saveDossier(id)}>
        {t('fusion.dossier.save')}
      </Button>
      <CopyButton
        size="small"
        what={t('fusion.dossier.what')}
        words={t('fusion.dossier.copy')}
        onCopy={() => copyDossier(id)}
      />
    </Row>
  );
}
