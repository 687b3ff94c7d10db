using System.CommandLine;
using WebPublisher.Policy.Documents.Scalars;
using WebPublisher.Policy.Mail.Agents;

namespace WebPublisher.Commands.State;

/// <summary>The addresses a command is about.</summary>
internal static class AddressArgument
{
    /// <summary>The argument.</summary>
    public static Argument<string> Make() => new("ADDRESS") { Description = "An address, a network or a range: 192.0.2.7, 192.0.2.0/24, 192.0.2.10-192.0.2.20." };

    /// <summary>What was written.</summary>
    /// <exception cref="CommandFailure">It is none.</exception>
    public static AddressRange Read(string text) =>
        WrittenValue.Read<AddressRange>(text, out var range) is { } problem ? throw new CommandFailure($"{problem}.", ExitCode.Usage) : range;
}
