import { Menu } from '@base-ui/react/menu';
import { useState } from 'react';
import { useSession } from '../session/use-session.js';
import { nameRole, texts } from '../texts/texts.js';
import { chooseTheme, readTheme, THEMES } from './theme.js';
import styles from './account-menu.module.css';

/** Who one is, how the console looks, and the way out. */
export function AccountMenu() {
  const { viewer, signOut, hasPersonas } = useSession();
  const [theme, setTheme] = useState(readTheme);
  const roles = viewer.roles.map(nameRole).join(', ');
  return (
    <Menu.Root modal={false}>
      <Menu.Trigger className={styles['trigger']}>
        <span className="visually-hidden">{texts.session.signedInAs}</span>
        <span className={styles['who']}>{viewer.id}</span>
        <span className={styles['roles']}>{roles}</span>
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner className={styles['positioner']} sideOffset={6} align="end">
          <Menu.Popup className={styles['popup']}>
            <Menu.Group>
              <Menu.GroupLabel className={styles['label']}>
                {viewer.id} {texts.session.tenant(viewer.tenantId)}
              </Menu.GroupLabel>
              <Menu.Item className={styles['item']} onClick={() => void signOut()}>
                {hasPersonas ? texts.session.switch : texts.session.signOut}
              </Menu.Item>
            </Menu.Group>
            <Menu.RadioGroup
              value={theme}
              onValueChange={(chosen: (typeof THEMES)[number]) => {
                chooseTheme(chosen);
                setTheme(chosen);
              }}
            >
              <Menu.GroupLabel className={styles['label']}>{texts.theme.label}</Menu.GroupLabel>
              {THEMES.map((each) => (
                <Menu.RadioItem key={each} value={each} className={styles['item']}>
                  <Menu.RadioItemIndicator className={styles['tick']}>✓</Menu.RadioItemIndicator>
                  {texts.theme[each]}
                </Menu.RadioItem>
              ))}
            </Menu.RadioGroup>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
