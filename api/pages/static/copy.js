// Buttons that copy a text or an address; without a clipboard they stay hidden.
export function enliven(root) {
  if (!navigator.clipboard) return;
  for (const button of root.querySelectorAll("button[data-copy]")) {
    button.hidden = false;
    button.onclick = () => copy(button);
  }
}

async function copy(button) {
  const source = document.getElementById(button.dataset.copy);
  await navigator.clipboard.writeText(source.href ?? source.textContent);
  const words = button.textContent;
  button.textContent = button.dataset.copied;
  button.disabled = true;
  setTimeout(() => { button.textContent = words; button.disabled = false; }, 1500);
}
