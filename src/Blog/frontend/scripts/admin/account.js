// Passkeys: asks the browser and sends its answer by the form. Forms that need it are shown only where it runs.
(() => {
  // Signed out: this browser keeps only text that the server does not have. Each copy of the editor says whether the server has it.
  if (document.querySelector('[data-signed-out]')) {
    for (const key of Object.keys(localStorage).filter((name) => name.startsWith('blog.editor.'))) {
      try {
        if (JSON.parse(localStorage.getItem(key))?.kept === true) localStorage.removeItem(key);
      } catch { /* not a copy */ }
    }
  }

  // One choice, in the form for passkeys and in the one for passwords.
  const stays = document.querySelectorAll('input[name="Input.StaySignedIn"]');
  const agree = ({ checked }) => { for (const stay of stays) stay.checked = checked; };
  for (const stay of stays) stay.addEventListener('change', () => agree(stay));
  if (stays.length > 1) agree(stays[1]);   // some browsers restore one and not the other

  const can = window.PublicKeyCredential?.parseRequestOptionsFromJSON;
  const late = 4 * 60_000;   // milliseconds; the server forgets what it asked after five minutes

  const ask = async (form, options) => {
    const token = form.elements.__RequestVerificationToken.value;
    const asked = await fetch(form.dataset.options, { method: 'POST', headers: { RequestVerificationToken: token } });
    if (asked.status === 401 || asked.redirected) location.reload();   // signed out meanwhile: the page itself asks for that
    if (!asked.ok || asked.redirected) throw new Error(asked.status);
    const json = await asked.json();
    return form.dataset.passkey === 'create'
      ? navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(json) })
      : navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(json), ...options });
  };

  for (const form of document.querySelectorAll('form[data-passkey]')) {
    const unable = form.parentElement.querySelector('[data-unable]');
    if (!can) { if (unable) unable.hidden = false; continue; }
    const button = form.querySelector('button'), failure = form.querySelector('[role=alert]');
    const field = form.dataset.offer && document.querySelector(form.dataset.offer);   // where the address is typed
    let offered, offer = () => {};
    form.elements.credential.value = '';   // some browsers keep it over a reload

    const send = (credential) => {
      form.elements.credential.value = JSON.stringify(credential);
      form.requestSubmit(button);
    };

    form.addEventListener('submit', async (event) => {
      if (form.elements.credential.value) return;
      event.preventDefault();
      offered?.abort();
      failure.hidden = true;
      try {
        send(await ask(form));
      } catch (error) {
        failure.textContent = error.name === 'NotAllowedError' ? failure.dataset.cancelled : failure.dataset.failed;
        failure.hidden = false;
        offer();
      }
    });

    // The browser also offers passkeys while the address is typed. Only in the tab in view: the server keeps one question per browser.
    const propose = async () => {
      offered?.abort();
      if (document.hidden) return;
      const { signal } = offered = new AbortController();
      const since = Date.now();
      try {
        const credential = await ask(form, { mediation: 'conditional', signal });
        if (Date.now() - since < late) send(credential); else button.click();
      } catch { /* nothing was chosen; the button is still there */ }
    };

    form.hidden = false;
    if (form.dataset.passkey === 'request' && !document.querySelector('main > .error') && !document.activeElement?.value) button.focus();   // the easiest way in comes first
    if (field) PublicKeyCredential.isConditionalMediationAvailable?.().then((is) => {
      if (!is) return;
      (offer = propose)();
      document.addEventListener('visibilitychange', offer);
    });
  }

  // A link that is to be copied is chosen whole.
  for (const whole of document.querySelectorAll('input.whole')) {
    whole.addEventListener('focus', () => whole.select());
    if (whole === document.activeElement) whole.select();
  }

  const zone = document.querySelector('input[data-zone]');
  if (zone && (!zone.value || zone.value === 'UTC')) zone.value = Intl.DateTimeFormat().resolvedOptions().timeZone || zone.value;
})();
