using System.CommandLine;
using System.Globalization;
using WebPublisher.Certificates;

namespace WebPublisher.Commands;

/// <summary><c>certificate</c>: makes certificates for development.</summary>
internal sealed class CertificateCommand : Command
{
    /// <summary>Makes the command.</summary>
    /// <param name="time">The clock validity begins by.</param>
    public CertificateCommand(TimeProvider time)
        : base("certificate", "Makes certificates for development.") => Subcommands.Add(new Dev(time));

    /// <summary><c>certificate dev</c>.</summary>
    private sealed class Dev : ExampleCommand
    {
        public Dev(TimeProvider time)
            : base("dev", "Writes two private authorities, a certificate for the public side and one for the front end.")
        {
            var names = new Argument<string[]>("NAME") { Description = "Names and addresses that browsers use. localhost is always covered.", Arity = ArgumentArity.OneOrMore };
            var frontEnd = new Option<string[]>("--front-end") { Description = "Names and addresses of the front end.", HelpName = "NAME", AllowMultipleArgumentsPerToken = true };
            var directory = new Option<string>("--out") { Description = "Directory to write to.", HelpName = "DIR", DefaultValueFactory = _ => "certs" };
            var force = new Option<bool>("--force") { Description = "Renew also what is still good." };
            var json = JsonOutput.Option();
            Arguments.Add(names);
            Options.Add(frontEnd);
            Options.Add(directory);
            Options.Add(force);
            Options.Add(json);
            SetAction(parsed => Write(
                parsed, time, parsed.GetRequiredValue(directory), parsed.GetRequiredValue(names), parsed.GetValue(frontEnd) ?? [], parsed.GetValue(force), parsed.GetValue(json)));
        }

        public override IReadOnlyList<string> Examples =>
            ["certificate dev mail.example.com --front-end webmail.corp.internal", "certificate dev mail.example.com '*.example.com' --out /tmp/certs --force"];

        private static int Write(ParseResult parsed, TimeProvider time, string directory, string[] names, string[] frontEndNames, bool force, bool json)
        {
            DevelopmentCertificateSet made;
            try
            {
                made = new DevelopmentCertificates(time).Write(directory, names, frontEndNames, force);
            }
            catch (DevelopmentCertificateException refused)
            {
                throw new CommandFailure(refused.Message, cause: refused);
            }

            var output = parsed.InvocationConfiguration.Output;
            if (json)
            {
                JsonOutput.Write(output, made);
                return ExitCode.Ok;
            }

            Tell(output, "public side", made.Public);
            Tell(output, "front end", made.FrontEnd);
            output.WriteLine($"Browsers trust {made.Public.AuthorityPath}; the policy's trustedRoots name {made.FrontEnd.AuthorityPath}.");
            return ExitCode.Ok;
        }

        private static void Tell(TextWriter output, string side, DevelopmentCertificate certificate)
        {
            var expires = certificate.Expires.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            output.WriteLine($"{side}: {string.Join(", ", certificate.Names)}; until {expires}{(certificate.IsNew ? "" : "; kept")}");
            output.WriteLine($"  {certificate.ChainPath}");
            output.WriteLine($"  {certificate.KeyPath}");
        }
    }
}
