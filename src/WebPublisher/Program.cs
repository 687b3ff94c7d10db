using WebPublisher.Commands;
using WebPublisher.Web.Listeners.Tls;

// Before anything uses cryptography: OpenSSL reads its configuration once, when it is loaded.
OpenSslDefaults.Apply();

return await CommandLine.RunAsync(args, Console.Out, Console.Error, TimeProvider.System);
