// Sets the colour scheme before the first paint. A file of its own because the policy forbids inline scripts.
;(function () {
  var choice = 'system'
  try {
    choice = localStorage.getItem('selvedge.theme') || 'system'
  } catch (refused) {
    // storage may be blocked in an iframe: the system's scheme it is
  }
  var dark = choice === 'dark' || (choice === 'system' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.dataset.theme = dark ? 'dark' : 'light'
})()
