/** Whether the page is open in the workbench. */
export const inWorkbench = (): boolean =>
  document.querySelector('#observablehq-sidebar a[href$="/workbench"]') !== null;
