// Passkeys: asks the browser and sends its answer by the form. Forms that need it are shown only where it runs.
(() => {
  const can = window.PublicKeyCredential?.parseRequestOptionsFromJSON;
  const token = (form) => form.querySelector('[name=__RequestVerificationToken]').value;
  for (const form of document.querySelectorAll('form[data-passkey]')) {
    if (!can) continue;
    form.hidden = false;
    const button = form.querySelector('button');
    const failure = form.querySelector('[role=alert]');
    form.addEventListener('submit', async (event) => {
      if (form.elements.credential.value) return;
      event.preventDefault();
      failure.hidden = true;
      try {
        const asked = await fetch(form.dataset.options, { method: 'POST', headers: { RequestVerificationToken: token(form) } });
        if (asked.status === 401 || asked.redirected) return location.reload();
        if (!asked.ok) throw new Error();
        const json = await asked.json();
        const credential = form.dataset.passkey === 'create'
          ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(json) })
          : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(json) });
        form.elements.credential.value = JSON.stringify(credential);
        form.requestSubmit(button);
      } catch (error) {
        failure.textContent = error.name === 'NotAllowedError' ? failure.dataset.cancelled : failure.dataset.failed;
        failure.hidden = false;
      }
    });
  }
  const zone = document.querySelector('input[data-zone]');
  if (zone && (!zone.value || zone.value === 'UTC')) zone.value = Intl.DateTimeFormat().resolvedOptions().timeZone || zone.value;
})();
