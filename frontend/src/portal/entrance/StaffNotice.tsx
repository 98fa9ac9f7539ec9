import { useLanguage } from '../frame/LanguageContext.tsx';

/** A signed-in member of staff has come to the family's page. */
export function StaffNotice() {
  const { t } = useLanguage();
  return (
    <section className="card narrow">
      <p className="lead">{t('signIn.familyOnly')}</p>
      <p>
        <a className="main" href="/admin/">
          {t('signIn.toStaff')}
        </a>
      </p>
    </section>
  );
}
