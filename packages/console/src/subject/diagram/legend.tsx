import { texts } from '../../texts/texts.js';
import styles from './diagram.module.css';

/** What the marks of the drawing mean. */
export function Legend() {
  const { legend } = texts.diagram;
  return (
    <ul className={styles['legend']} aria-hidden>
      <li>
        <span className={styles['presentMark']} /> {legend.present}
      </li>
      <li>
        <span className={styles['passedMark']} /> {legend.passed}
      </li>
      <li>
        <span className={styles['stepMark']} /> {legend.step}
      </li>
      <li>
        <span className={styles['terminalMark']} /> {legend.terminal}
      </li>
    </ul>
  );
}
