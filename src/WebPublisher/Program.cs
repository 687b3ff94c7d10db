using WebPublisher.Commands;
using WebPublisher.Transport.Tls;

// Before anything uses cryptography: OpenSSL reads its configuration once, when it is loaded.
OpenSslDefaults.Apply();

// Before the first socket: completions run on the thread that saw them, which saves a switch of threads for each (about a tenth of the CPU of a request).
// It asks of every handler that it never blocks. An operator's own choice stands.
const string InlineCompletions = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";
Environment.SetEnvironmentVariable(InlineCompletions, Environment.GetEnvironmentVariable(InlineCompletions) ?? "1");

return await CommandLine.RunAsync(args, Console.Out, Console.Error, TimeProvider.System);
