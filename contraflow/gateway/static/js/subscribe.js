// Puts the gateway's own address into the examples.

for (const code of document.querySelectorAll("code[data-base]")) {
  code.textContent = code.dataset.base.replaceAll("{base}", location.origin);
}
