using System.IO.Pipelines;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using WebPublisher.Smtp.Receive.Tls;

namespace WebPublisher.Smtp.Tests.Testing;

/// <summary>The server's side of TLS as a host provides it.</summary>
internal static class TestTls
{
    public static TlsUpgrader With(X509Certificate2 certificate)
    {
        var context = SslStreamCertificateContext.Create(certificate, null, offline: true);
        return async (transport, _, cancellationToken) =>
        {
            var tls = new SslStream(new TransportStream(transport));
            try
            {
                await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificateContext = context }, cancellationToken);
            }
            catch (Exception e) when (e is IOException or AuthenticationException or OperationCanceledException)
            {
                await tls.DisposeAsync();
                return null;
            }

            var decrypted = new Decrypted(PipeReader.Create(tls, new StreamPipeReaderOptions(useZeroByteReads: true)), PipeWriter.Create(tls));
            return new TlsUpgrade(decrypted, tls.SslProtocol, tls.NegotiatedCipherSuite, tls.DisposeAsync);
        };
    }

    private sealed class Decrypted(PipeReader input, PipeWriter output) : IDuplexPipe
    {
        public PipeReader Input => input;

        public PipeWriter Output => output;
    }

    private sealed class TransportStream(IDuplexPipe transport) : Stream
    {
        private readonly Stream _input = transport.Input.AsStream(leaveOpen: true);
        private readonly Stream _output = transport.Output.AsStream(leaveOpen: true);

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => _input.ReadAsync(buffer, cancellationToken);

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => _output.WriteAsync(buffer, cancellationToken);

        public override Task FlushAsync(CancellationToken cancellationToken) => _output.FlushAsync(cancellationToken);

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
