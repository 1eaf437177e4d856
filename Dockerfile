# Understudy's image: the extracted jar in layers, without root. Build it with
#   mvn package -DskipTests && docker build -t understudy .
# Given nothing it runs the sandbox: docker run --rm -p 8080:8080 understudy
ARG BASE=eclipse-temurin:17-jre

FROM ${BASE} AS extracted
WORKDIR /extracted
COPY target/understudy.jar .
RUN java -Djarmode=tools -jar understudy.jar extract --layers --destination layers

FROM ${BASE}
ARG VERSION=0.1.0-SNAPSHOT
LABEL org.opencontainers.image.title="Understudy" \
      org.opencontainers.image.description="Puts an AI agent on stage in every LiveKit room: with its face when it can, with its voice when it cannot" \
      org.opencontainers.image.version="${VERSION}"
RUN useradd --uid 10001 --user-group --no-create-home --home-dir /opt/understudy --shell /usr/sbin/nologin understudy \
 && mkdir -p /opt/understudy/data \
 && chown understudy:understudy /opt/understudy/data
WORKDIR /opt/understudy
# what changes least comes first, so that a new version costs only its own layer
COPY --from=extracted /extracted/layers/dependencies/ ./
COPY --from=extracted /extracted/layers/spring-boot-loader/ ./
COPY --from=extracted /extracted/layers/snapshot-dependencies/ ./
COPY --from=extracted /extracted/layers/application/ ./
# what is in it and under which licences (docs/supply-chain.md); -DskipTests makes the SBOM with the jar, and no image goes without it
COPY NOTICE ./
COPY target/classes/META-INF/sbom/application.cdx.json ./sbom/
USER 10001:10001
# A container's own address is not loopback; only here everybody may connect. The management port stays on loopback.
ENV SERVER_ADDRESS=0.0.0.0
# the store, when it is SQLite; folders routes/ and config/ mounted beside it win over those in the jar
VOLUME /opt/understudy/data
EXPOSE 8080
# bash speaks TCP by itself, so that the image needs neither curl nor wget, and a check costs no JVM
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s --retries=3 CMD ["bash", "-c", \
  "exec 3<>/dev/tcp/127.0.0.1/${MANAGEMENT_SERVER_PORT:-9876} && printf 'GET /observe/health HTTP/1.0\\r\\n\\r\\n' >&3 && head -1 <&3 | grep -q ' 200'"]
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=50", "-XX:+ExitOnOutOfMemoryError", "-jar", "understudy.jar"]
