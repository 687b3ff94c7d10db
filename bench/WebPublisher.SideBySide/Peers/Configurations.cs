namespace WebPublisher.SideBySide.Peers;

/// <summary>
/// Every peer does the same job: ECDSA P-256 at the public side, TLS 1.2 and later, a verified keep-alive TLS leg to the back end, forwarded-for headers.
/// nginx and HAProxy are tuned as their manuals advise; WebPublisher runs its whole pipeline with metrics on and an access log, which the others go without.
/// </summary>
internal static class Configurations
{
    public static string BackEnd(Bench bench, int port) => $$"""
        worker_processes 1; daemon off; pid {{bench.Folder}}/back-end.pid; error_log {{bench.Folder}}/back-end.err warn;
        events { worker_connections 8192; multi_accept on; }
        http {
          access_log off; sendfile on; tcp_nopush on; tcp_nodelay on; keepalive_requests 1000000000; keepalive_timeout 300s; open_file_cache max=100;
          default_type application/octet-stream;
          {{TemporaryPaths(bench, "back-end")}}
          server {
            listen 127.0.0.1:{{port}} ssl http2 backlog=4096; server_name backend.internal; root {{bench.Folder}}/www;
            ssl_certificate {{bench.Certificates}}/front-end.pem; ssl_certificate_key {{bench.Certificates}}/front-end.key;
            ssl_protocols TLSv1.2 TLSv1.3; ssl_session_cache shared:s:10m;
          }
        }
        """;

    public static string Nginx(Bench bench, int port, int backEnd, string cores) => $$"""
        worker_processes {{cores.Split(',').Length}}; daemon off; pid {{bench.Folder}}/nginx.pid; error_log {{bench.Folder}}/nginx.err warn;
        events { worker_connections 8192; multi_accept on; }
        http {
          access_log off; tcp_nodelay on; keepalive_requests 1000000000; keepalive_timeout 300s;
          {{TemporaryPaths(bench, "nginx")}}
          upstream back { server 127.0.0.1:{{backEnd}}; keepalive 256; keepalive_requests 1000000000; keepalive_timeout 300s; }
          server {
            listen 127.0.0.1:{{port}} ssl http2 reuseport backlog=4096; server_name mail.example.test;
            ssl_certificate {{bench.Certificates}}/public.pem; ssl_certificate_key {{bench.Certificates}}/public.key;
            ssl_protocols TLSv1.2 TLSv1.3; ssl_session_cache shared:f:20m;
            location / {
              proxy_pass https://back; proxy_http_version 1.1; proxy_set_header Connection ""; proxy_set_header Host backend.internal;
              proxy_set_header X-Forwarded-For $remote_addr; proxy_set_header X-Forwarded-Proto $scheme; proxy_set_header X-Forwarded-Host $host;
              proxy_ssl_verify on; proxy_ssl_trusted_certificate {{bench.Certificates}}/inner-ca.pem; proxy_ssl_name backend.internal; proxy_ssl_server_name on;
              proxy_ssl_session_reuse on; proxy_ssl_protocols TLSv1.2 TLSv1.3; proxy_max_temp_file_size 0; proxy_buffers 16 16k; proxy_buffer_size 16k;
            }
          }
        }
        """;

    public static string HaProxy(Bench bench, int port, int backEnd, string cores) => $"""
        global
          nbthread {cores.Split(',').Length}
          maxconn 8000
          ssl-default-bind-options ssl-min-ver TLSv1.2
          ssl-default-server-options ssl-min-ver TLSv1.2
        defaults
          mode http
          timeout connect 5s
          timeout client 300s
          timeout server 300s
          option http-keep-alive
          http-reuse always
        frontend public
          bind 127.0.0.1:{port} ssl crt {bench.Certificates}/public-with-key.pem alpn h2,http/1.1 backlog 4096
          option forwardfor
          http-request set-header X-Forwarded-Proto https
          default_backend inner
        backend inner
          http-request set-header X-Forwarded-Host %[req.hdr(host)]
          http-request set-header Host backend.internal
          server one 127.0.0.1:{backEnd} ssl verify required ca-file {bench.Certificates}/inner-ca.pem sni str(backend.internal) verifyhost backend.internal alpn http/1.1

        """;

    public static string WebPublisher(Bench bench, int port, int backEnd, string treatment) => $$"""
        version: 1
        server: { name: BENCH, stateDirectory: {{bench.Folder}}/state-{{port}} }
        operations: { listen: "off" }
        logging: { accessLog: { directory: {{bench.Folder}}/access-{{port}} } }
        certificates: { public: { chain: {{bench.Certificates}}/public.pem, key: {{bench.Certificates}}/public.key } }
        trustedRoots: { inner: {{bench.Certificates}}/inner-ca.pem }
        listeners: [{ name: public, address: "127.0.0.1:{{port}}", protocol: https, certificates: [public] }]
        destinationSets: { mail: [{ host: mail.example.test, paths: [/*] }] }
        frontEnds: { farm: { servers: ["127.0.0.1:{{backEnd}}"], certificate: { trustedRoots: [inner], name: backend.internal } } }
        publishingRules: [{ name: Mail, destinations: mail, action: publish, to: farm{{treatment}} }]

        """;

    private static string TemporaryPaths(Bench bench, string name) =>
        string.Join(' ', new[] { "client_body", "proxy", "fastcgi", "uwsgi", "scgi" }.Select(kind => $"{kind}_temp_path {bench.Folder}/{name}-{kind};"));
}
