using System.CommandLine;

namespace WebPublisher.Conformance.Spf;

/// <summary><c>conformance spf FILE</c>: evaluates the checks of a file in the format of the RFC 7208 test suite over the zones written in it.</summary>
internal sealed class SpfCommand : Command
{
    public SpfCommand()
        : base("spf", "Evaluates SPF checks over zones, both from a file in the format of the RFC 7208 test suite (YAML).")
    {
        var file = new Argument<FileInfo>("file") { Description = "The file." };
        Arguments.Add(file);
        SetAction(async (parsed, cancellationToken) =>
        {
            var path = parsed.GetRequiredValue(file);
            if (!path.Exists)
            {
                await Console.Error.WriteLineAsync($"conformance: {path} does not exist");
                return 2;
            }

            return await SpfSuite.RunAsync(path, cancellationToken);
        });
    }
}
