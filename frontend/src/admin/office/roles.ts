import type { Role } from '../../shared/api/generated/graphql.ts';
import type { TextKey } from '../i18n/useText.ts';

/** The word for a role of the schema; the shared catalogue names them in lower case. */
export const roleKey = (role: Role): TextKey => `roles.${role.toLowerCase() as Lowercase<Role>}`;
