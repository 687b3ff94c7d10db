using System.Net;
using System.Net.Sockets;

namespace WebPublisher.Conformance.Product;

/// <summary>A temporary directory for a policy and its certificates.</summary>
internal sealed class PolicyDirectory : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("webpublisher-conformance-");

    /// <summary>A port of loopback that nobody listens on.</summary>
    public static int FreePort()
    {
        // Below the range from which the kernel takes the local ports of outgoing connections.
        while (true)
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ExclusiveAddressUse = true };
            try
            {
                socket.Bind(new IPEndPoint(IPAddress.Loopback, Random.Shared.Next(15_000, 32_000)));
                return ((IPEndPoint)socket.LocalEndPoint!).Port;
            }
            catch (SocketException)
            {
                // Taken: another one.
            }
        }
    }

    /// <summary>The path of a file in it.</summary>
    public string PathOf(string name) => Path.Combine(_directory.FullName, name);

    /// <summary>Writes a file that only its owner may read.</summary>
    public void Write(string name, string text)
    {
        using var file = File.Open(PathOf(name), new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
        using var writer = new StreamWriter(file);
        writer.Write(text);
    }

    /// <inheritdoc/>
    public void Dispose() => _directory.Delete(recursive: true);
}
