using WebPublisher.Policy.Documents.Mail;
using WebPublisher.Policy.Mail;

namespace WebPublisher.Policy.Compilation.Mail;

/// <summary>Compiles <c>auth</c> and <c>authenticate</c> of a receive connector.</summary>
internal sealed class ReceiveAuthenticationCompiler(CompilationContext context)
{
    private const int LargestPasswordFile = 16 * 1024 * 1024;

    /// <summary>Compiles them, or returns null after an error.</summary>
    public ReceiveAuthentication? Compile(ReceiveConnectorDocument document)
    {
        if (document.Auth is not { Value: ReceiveAuthWord.BasicOverTls } basic)
        {
            if (document.Has(nameof(document.Authenticate)) && document.Auth.HasValue == document.Has(nameof(document.Auth)))
            {
                context.Diagnostics.Error(
                    document.LocationOf(nameof(document.Authenticate)), "'authenticate' has no meaning without auth: basicOverTls; add that, or leave it out");
            }

            return ReceiveAuthentication.None;
        }

        if (!ReceiveCertificates.AreNamed(document))
        {
            context.Diagnostics.Error(basic.Location, "auth: basicOverTls needs a certificate, because passwords are taken under TLS only; add certificate: NAME");
        }

        if (!document.Has(nameof(document.Authenticate)))
        {
            context.Diagnostics.Error(
                basic.Location,
                "auth: basicOverTls needs somebody who verifies passwords; add authenticate: { innerServer: SEND CONNECTOR } or authenticate: { passwordFile: PATH }");
        }

        return document.Authenticate is { } authenticate ? Verifier(authenticate) : null;
    }

    private ReceiveAuthentication? Verifier(ReceiveAuthenticationDocument document)
    {
        if (document.Has(nameof(document.InnerServer)) == document.Has(nameof(document.PasswordFile)))
        {
            context.Diagnostics.Error(document.Start, "expected either { innerServer: SEND CONNECTOR } or { passwordFile: PATH }");
            return null;
        }

        var required = document.Required?.Value ?? true;
        if (document.InnerServer is { } reference)
        {
            var connector = context.SendConnectors.Resolve(reference);
            if (connector is { Tls: SendTls.Off })
            {
                context.Diagnostics.Error(
                    reference.Location, $"passwords are never sent in clear, but send connector '{connector.Name}' at {connector.Location} has tls: off");
            }

            return connector is null ? null : new ReceiveAuthentication(required, PasswordFile: null, connector);
        }

        // Users are looked up when they log on; here it is settled that the file can be read and is nobody else's, and that its changes are changes of the policy.
        return document.PasswordFile is { } file
            && context.Files.ReadPrivate(file.Value.FullPath, LargestPasswordFile, file.Location, context.Diagnostics) is not null
                ? new ReceiveAuthentication(required, file.Value.FullPath, InnerServer: null)
                : null;
    }
}
