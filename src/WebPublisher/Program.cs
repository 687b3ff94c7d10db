using WebPublisher.Commands;
using WebPublisher.Transport.Tls;

// Before the first shared array is rented: each answer that is awaited holds two or three, and of a size and a processor the runtime keeps 32. Where more than that
// wait at a time, the rest of what comes back was left to the garbage collector: 13 to 20 KiB of each answer of 100 KiB. What is kept for nothing it still lets go.
// An operator's own choice stands.
const string KeptArrays = "DOTNET_SYSTEM_BUFFERS_SHAREDARRAYPOOL_MAXARRAYSPERPARTITION";
Environment.SetEnvironmentVariable(KeptArrays, Environment.GetEnvironmentVariable(KeptArrays) ?? "256");

// Before anything uses cryptography: OpenSSL reads its configuration once, when it is loaded.
OpenSslDefaults.Apply();

// Before the first socket: completions run on the thread that saw them, which saves a switch of threads for each (about a tenth of the CPU of a request).
// It asks of every handler that it never blocks. An operator's own choice stands.
const string InlineCompletions = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";
Environment.SetEnvironmentVariable(InlineCompletions, Environment.GetEnvironmentVariable(InlineCompletions) ?? "1");

return await CommandLine.RunAsync(args, Console.Out, Console.Error, TimeProvider.System);
