import type { FamilyViewQuery } from '../../shared/api/generated/graphql.ts';
import { useLanguage } from '../frame/LanguageContext.tsx';

/** Who to call, each with one tap. */
export function Contacts({ contacts }: { contacts: FamilyViewQuery['familyView']['contacts'] }) {
  const { t } = useLanguage();
  if (contacts.length === 0) return <p className="empty">{t('family.contactsEmpty')}</p>;
  return (
    <ul className="contacts">
      {contacts.map((contact) => (
        <li key={`${contact.name}-${contact.role}`}>
          <span className="who">
            <strong>{contact.name}</strong>
            <span className="hint">{contact.role}</span>
          </span>
          {contact.phone ? (
            <a className="call" href={`tel:${contact.phone}`}>
              {t('family.call', { phone: contact.phone })}
            </a>
          ) : (
            <span className="hint">{t('family.noPhone')}</span>
          )}
        </li>
      ))}
    </ul>
  );
}
